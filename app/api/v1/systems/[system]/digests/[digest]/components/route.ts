import { operations } from "../../../../../../../../contracts/api";
import { COMPONENT_COLUMNS } from "../../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { componentList } from "../../../../../../../../server/queries/components";

export const GET = route(operations.listComponents, async ({ ctx, params, query, request }) =>
  listResponse(request, query, (asked) => componentList(ctx, { digest: params.digest, asOf: asked.asOf }, asked), {
    name: `${params.digest.slice(7, 19)}-components`,
    columns: COMPONENT_COLUMNS,
  }),
);
