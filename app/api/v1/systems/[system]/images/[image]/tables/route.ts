import { operations } from "../../../../../../../../contracts/api";
import { route } from "../../../../../../../../server/http/route";
import { imageTable } from "../../../../../../../../server/http/tables/line-table";
import { tableResponse } from "../../../../../../../../server/http/tables/table";

export const GET = route(operations.listImageTable, async ({ ctx, params, query, request }) => tableResponse(request, query, ctx.system.name, await imageTable(ctx, params.image, query)));
