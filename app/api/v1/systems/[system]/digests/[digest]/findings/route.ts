import { operations } from "../../../../../../../../contracts/api";
import { FINDING_COLUMNS } from "../../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { findingList } from "../../../../../../../../server/queries/findings";

export const GET = route(operations.listFindings, async ({ ctx, params, query, request }) =>
  listResponse(request, query, (asked) => findingList(ctx, { digest: params.digest, image: asked.image, asOf: asked.asOf }, asked), {
    name: `${params.digest.slice(7, 19)}-findings`,
    columns: FINDING_COLUMNS,
  }),
);
