import { operations } from "../../../../../../../../../contracts/api";
import { route } from "../../../../../../../../../server/http/route";
import { decideOverHttp } from "../../../../../../../../../server/http/trust";

export const POST = route(operations.decideTrustChange, async ({ ctx, params, request }) => decideOverHttp(ctx, request, params.change));
