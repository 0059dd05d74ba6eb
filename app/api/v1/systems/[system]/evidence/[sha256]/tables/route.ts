import { operations } from "../../../../../../../../contracts/api";
import { route } from "../../../../../../../../server/http/route";
import { fileTable } from "../../../../../../../../server/http/tables/file-table";
import { tableResponse } from "../../../../../../../../server/http/tables/table";

export const GET = route(operations.listFileTable, async ({ ctx, params, query, request }) => tableResponse(request, query, params.sha256.slice(0, 12), await fileTable(ctx, params.sha256, query)));
