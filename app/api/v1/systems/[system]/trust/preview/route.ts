import { operations } from "../../../../../../../contracts/api";
import { route } from "../../../../../../../server/http/route";
import { previewTrustOverHttp } from "../../../../../../../server/http/trust";

export const POST = route(operations.previewTrust, async ({ ctx, request }) => previewTrustOverHttp(ctx, request));
