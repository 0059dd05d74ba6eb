import { operations } from "../../../../../../contracts/api";
import { CLOCK_COLUMNS } from "../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../server/http/list-response";
import { route } from "../../../../../../server/http/route";
import { clockList } from "../../../../../../server/queries/clocks";

export const GET = route(operations.listClocks, async ({ ctx, query, request }) =>
  listResponse(request, query, (asked) => clockList(ctx, asked), { name: `${ctx.system.name}-sla`, columns: CLOCK_COLUMNS }),
);
