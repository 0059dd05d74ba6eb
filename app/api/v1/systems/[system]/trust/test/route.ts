import { operations } from "../../../../../../../contracts/api";
import { route } from "../../../../../../../server/http/route";
import { testTrustOverHttp } from "../../../../../../../server/http/trust";

export const POST = route(operations.testTrust, async ({ ctx, request }) => testTrustOverHttp(ctx, request));
