import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { Sla } from "../../../../components/sla/sla";
import { clockFilters } from "../../../../contracts/finding";
import { pageContext } from "../../../../server/auth/page-context";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { slaPage } from "../../../../server/queries/sla-page";
import { decodeSegment, firstValues, readFilters, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "SLA" };

export default async function SlaRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const ctx = await pageContext({ system, permission: "read" });
  const values = await firstValues(searchParams);
  const filters = readFilters(clockFilters, values);
  const [shell, page] = [await shellFrame(ctx), await slaPage(ctx, filters)];
  return (
    <Frame shell={shell} section="sla">
      <Sla shell={shell} page={page} filters={filters} view={values.view === "table" ? "table" : "board"} />
    </Frame>
  );
}
