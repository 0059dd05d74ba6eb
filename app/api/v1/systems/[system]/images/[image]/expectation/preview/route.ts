import { operations } from "../../../../../../../../../contracts/api";
import { previewExpectationOverHttp } from "../../../../../../../../../server/http/expectation";
import { route } from "../../../../../../../../../server/http/route";

export const POST = route(operations.previewExpectation, async ({ ctx, params, request }) => previewExpectationOverHttp(ctx, request, params.image));
