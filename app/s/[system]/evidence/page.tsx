import type { Metadata } from "next";
import { EvidenceRegisterView } from "../../../../components/evidence/evidence-register";
import { Frame } from "../../../../components/frame/frame";
import { evidenceFilters } from "../../../../contracts/evidence";
import { paths } from "../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../server/auth/page-context";
import { mayDo } from "../../../../server/auth/permissions";
import { evidenceRegister } from "../../../../server/queries/evidence-register";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, fromFirstPage, keptAsOf, readFilters, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Evidence register" };

export default async function EvidenceRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const values = await firstValues(searchParams);
  const ctx = await pageContext({ system, permission: "read", path: paths.evidence(system, values) });
  const filters = readFilters(evidenceFilters, values);
  const asOf = keptAsOf(values);
  const [shell, page] = [await shellFrame(ctx), await fromFirstPage(filters, (given) => evidenceRegister(ctx, given))];
  return (
    <Frame shell={shell} section="evidence" kept={asOf} back={paths.evidence(system, { ...values, asOf: null })}>
      <EvidenceRegisterView shell={shell} asOf={asOf} page={page} filters={filters} mayHandIn={mayDo(ctx.role, "evidence.submit")} />
    </Frame>
  );
}
