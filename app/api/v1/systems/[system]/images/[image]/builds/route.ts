import { operations } from "../../../../../../../../contracts/api";
import { BUILD_COLUMNS } from "../../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { buildList } from "../../../../../../../../server/queries/builds";

export const GET = route(operations.listBuilds, async ({ ctx, params, query, request }) =>
  listResponse(request, query, (asked) => buildList(ctx, params, asked), { name: `${ctx.system.name}-builds`, columns: BUILD_COLUMNS }),
);
