import { operations } from "../../../../../../contracts/api";
import { PLACE_COLUMNS } from "../../../../../../server/http/csv-columns";
import { listResponse, wantsCsv } from "../../../../../../server/http/list-response";
import { route } from "../../../../../../server/http/route";
import { search } from "../../../../../../server/queries/search";

export const GET = route(operations.search, async ({ ctx, query, request }) =>
  wantsCsv(request)
    ? listResponse(request, query, (asked) => search(ctx, asked), { name: `${ctx.system.name}-search`, columns: PLACE_COLUMNS })
    : search(ctx, query),
);
