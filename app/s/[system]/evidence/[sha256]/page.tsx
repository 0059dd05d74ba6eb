import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvidenceFileView } from "../../../../../components/evidence/evidence-file";
import { Frame } from "../../../../../components/frame/frame";
import { paths } from "../../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../../server/auth/page-context";
import { evidenceFile } from "../../../../../server/queries/evidence-file";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { decodeSegment, firstValues, keptAsOf, type SearchParams } from "../../../page-query";

export const metadata: Metadata = { title: "Evidence file" };

export default async function EvidenceFileRoute({ params, searchParams }: { params: Promise<{ system: string; sha256: string }>; searchParams: SearchParams }) {
  const given = await params;
  const [system, hex] = [decodeSegment(given.system), decodeSegment(given.sha256).replace(/^sha256:/, "")];
  const asOf = keptAsOf(await firstValues(searchParams));
  const ctx = await pageContext({ system, permission: "read", path: paths.evidenceFile(system, hex, { asOf }) });
  if (!/^[0-9a-f]{64}$/.test(hex)) notFound();
  const [shell, file] = [await shellFrame(ctx), await evidenceFile(ctx, { sha256: hex })];
  if (!file) notFound();
  return (
    <Frame shell={shell} section="evidence" kept={asOf} back={paths.evidenceFile(system, hex)}>
      <EvidenceFileView shell={shell} asOf={asOf} file={file} />
    </Frame>
  );
}
