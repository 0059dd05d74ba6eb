import { operations } from "../../../../../../../contracts/api";
import { VERSION_COLUMNS } from "../../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../../server/http/list-response";
import { route } from "../../../../../../../server/http/route";
import { search } from "../../../../../../../server/queries/search";

// The answer bounds them: all stand on the one page that shows them.
export const GET = route(operations.listSearchVersions, async ({ ctx, query, request }) =>
  listResponse(request, query, async (asked) => ({ items: (await search(ctx, { ...asked, limit: 1, cursor: undefined })).versions, nextCursor: null }), {
    name: `${ctx.system.name}-versions`,
    columns: VERSION_COLUMNS,
  }),
);
