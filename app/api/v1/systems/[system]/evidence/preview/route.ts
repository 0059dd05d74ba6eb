import { operations } from "../../../../../../../contracts/api";
import { previewOverHttp } from "../../../../../../../server/http/preview-evidence";
import { route } from "../../../../../../../server/http/route";

export const POST = route(operations.previewEvidence, async ({ ctx, query, request }) => previewOverHttp(ctx, request, query));
