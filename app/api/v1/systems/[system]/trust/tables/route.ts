import { operations } from "../../../../../../../contracts/api";
import { route } from "../../../../../../../server/http/route";
import { tableResponse } from "../../../../../../../server/http/tables/table";
import { trustTable } from "../../../../../../../server/http/tables/trust-table";
import { trustShown } from "../../../../../../../server/queries/trust-settings";

export const GET = route(operations.listTrustTable, async ({ ctx, query, request }) =>
  tableResponse(request, query, `${ctx.system.name}-trust`, trustTable(await trustShown(ctx), query.table)),
);
