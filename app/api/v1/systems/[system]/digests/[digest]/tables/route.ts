import { operations } from "../../../../../../../../contracts/api";
import { route } from "../../../../../../../../server/http/route";
import { digestTable } from "../../../../../../../../server/http/tables/digest-table";
import { tableResponse } from "../../../../../../../../server/http/tables/table";

export const GET = route(operations.listDigestTable, async ({ ctx, params, query, request }) =>
  tableResponse(request, query, params.digest.slice(7, 19), await digestTable(ctx, params.digest, query)),
);
