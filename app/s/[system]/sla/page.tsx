import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { Sla } from "../../../../components/sla/sla";
import { clockFilters } from "../../../../contracts/finding";
import { paths } from "../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../server/auth/page-context";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { slaColumn } from "../../../../server/queries/clocks";
import { slaPage } from "../../../../server/queries/sla-page";
import { decodeSegment, firstValues, fromFirstPage, keptAsOf, readFilters, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "SLA" };

export default async function SlaRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const values = await firstValues(searchParams);
  const ctx = await pageContext({ system, permission: "read", path: paths.sla(system, values) });
  const asOf = keptAsOf(values);
  const filters = readFilters(clockFilters, values);
  const [shell, page] = [await shellFrame(ctx), await slaPage(ctx, filters)];
  const { due } = filters;
  const column = values.view === "table" && due ? await fromFirstPage(filters, (given) => slaColumn(ctx, { ...given, due })) : null;
  return (
    <Frame shell={shell} section="sla" kept={asOf} back={paths.sla(system, { ...values, asOf: null })}>
      <Sla shell={shell} asOf={asOf} page={page} column={column} filters={filters} view={values.view === "table" ? "table" : "board"} />
    </Frame>
  );
}
