import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvidenceFileView } from "../../../../../components/evidence/evidence-file";
import { Frame } from "../../../../../components/frame/frame";
import { pageContext } from "../../../../../server/auth/page-context";
import { evidenceFile } from "../../../../../server/queries/evidence-file";
import { shellFrame } from "../../../../../server/queries/shell-frame";
import { decodeSegment } from "../../../page-query";

export const metadata: Metadata = { title: "Evidence file" };

export default async function EvidenceFileRoute({ params }: { params: Promise<{ system: string; sha256: string }> }) {
  const { system, sha256 } = await params;
  const ctx = await pageContext({ system: decodeSegment(system), permission: "read" });
  const hex = decodeSegment(sha256).replace(/^sha256:/, "");
  if (!/^[0-9a-f]{64}$/.test(hex)) notFound();
  const [shell, file] = [await shellFrame(ctx), await evidenceFile(ctx, { sha256: hex })];
  if (!file) notFound();
  return (
    <Frame shell={shell} section="evidence">
      <EvidenceFileView shell={shell} file={file} />
    </Frame>
  );
}
