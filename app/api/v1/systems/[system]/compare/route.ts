import { operations } from "../../../../../../contracts/api";
import { FACT_DIFFERENCE_COLUMNS, FINDING_DIFFERENCE_COLUMNS, PACKAGE_DIFFERENCE_COLUMNS } from "../../../../../../server/http/csv-columns";
import { listResponse, notFound, wantsCsv } from "../../../../../../server/http/list-response";
import { route } from "../../../../../../server/http/route";
import { compareDigests } from "../../../../../../server/queries/compare";
import { sliceList } from "../../../../../../server/queries/compare/slice";

export const GET = route(operations.compareDigests, async ({ ctx, query, request }) => {
  const found = await compareDigests(ctx, query);
  if (!found) return notFound();
  const { list } = query;
  if (!wantsCsv(request)) return { ...found.head, list, ...sliceList<unknown>(list, found[list], query) };
  const name = `${ctx.system.name}-compare-${list}`;
  if (list === "findings") return listResponse(request, query, async (asked) => sliceList(list, found.findings, asked), { name, columns: FINDING_DIFFERENCE_COLUMNS });
  if (list === "packages") return listResponse(request, query, async (asked) => sliceList(list, found.packages, asked), { name, columns: PACKAGE_DIFFERENCE_COLUMNS });
  return listResponse(request, query, async (asked) => sliceList(list, found[list], asked), { name, columns: FACT_DIFFERENCE_COLUMNS });
});
