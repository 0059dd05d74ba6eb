import { operations } from "../../../../../../../contracts/api";
import { route } from "../../../../../../../server/http/route";
import { importRootOverHttp } from "../../../../../../../server/http/trust";

export const POST = route(operations.importTrustRoot, async ({ ctx, query, request }) => importRootOverHttp(ctx, request, query.source));
