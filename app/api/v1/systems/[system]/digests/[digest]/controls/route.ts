import { operations } from "../../../../../../../../contracts/api";
import { CONTROL_COLUMNS } from "../../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { controlList } from "../../../../../../../../server/queries/controls";

export const GET = route(operations.listControls, async ({ ctx, params, query, request }) =>
  listResponse(request, query, (asked) => controlList(ctx, { digest: params.digest, image: asked.image, asOf: asked.asOf }, asked), {
    name: `${params.digest.slice(7, 19)}-controls`,
    columns: CONTROL_COLUMNS,
  }),
);
