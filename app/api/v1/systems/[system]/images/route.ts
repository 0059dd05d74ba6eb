import { operations } from "../../../../../../contracts/api";
import { IMAGE_COLUMNS } from "../../../../../../server/http/csv-columns";
import { listResponse } from "../../../../../../server/http/list-response";
import { route } from "../../../../../../server/http/route";
import { imageList } from "../../../../../../server/queries/images-page";

export const GET = route(operations.listImages, async ({ ctx, query, request }) =>
  listResponse(request, query, (asked) => imageList(ctx, asked), { name: `${ctx.system.name}-images`, columns: IMAGE_COLUMNS }),
);
