import { operations } from "../../../../../../contracts/api";
import { route } from "../../../../../../server/http/route";
import { systemTable } from "../../../../../../server/http/tables/line-table";
import { tableResponse } from "../../../../../../server/http/tables/table";

export const GET = route(operations.listSystemTable, async ({ ctx, query, request }) => tableResponse(request, query, ctx.system.name, await systemTable(ctx, query)));
