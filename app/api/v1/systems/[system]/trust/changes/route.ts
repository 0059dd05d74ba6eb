import { operations } from "../../../../../../../contracts/api";
import { route } from "../../../../../../../server/http/route";
import { proposeOverHttp } from "../../../../../../../server/http/trust";

export const POST = route(operations.proposeTrustChange, async ({ ctx, request }) => proposeOverHttp(ctx, request));
