import { operations } from "../../../../../../../contracts/api";
import { BURN_DOWN_COLUMNS } from "../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../server/http/list-response";
import { route } from "../../../../../../../server/http/route";
import { burnDownList } from "../../../../../../../server/queries/burn-down";

export const GET = route(operations.listBurnDown, async ({ ctx, query, request }) =>
  listResponse(request, query, (asked) => burnDownList(ctx, asked), { name: `${ctx.system.name}-sla-by-day`, columns: BURN_DOWN_COLUMNS }),
);
