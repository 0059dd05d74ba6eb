import { operations } from "../../../../../../../../contracts/api";
import { HISTORY_COLUMNS } from "../../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { historyList } from "../../../../../../../../server/queries/digest-history";

export const GET = route(operations.listDigestHistory, async ({ ctx, params, query, request }) =>
  listResponse(request, query, (asked) => historyList(ctx, { digest: params.digest }, asked), {
    name: `${params.digest.slice(7, 19)}-history`,
    columns: HISTORY_COLUMNS,
  }),
);
