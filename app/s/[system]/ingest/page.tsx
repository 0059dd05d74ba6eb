import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "../../../../components/frame/frame";
import { Ingest } from "../../../../components/ingest/ingest";
import { rooms } from "../../../../domain/formats/registry";
import { pageContext } from "../../../../server/auth/page-context";
import { mayDo } from "../../../../server/auth/permissions";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { settings } from "../../../../server/settings";
import { decodeSegment } from "../../page-query";

export const metadata: Metadata = { title: "Hand in evidence" };

export default async function IngestRoute({ params }: { params: Promise<{ system: string }> }) {
  const system = decodeSegment((await params).system);
  const ctx = await pageContext({ system, permission: "evidence.submit", path: `/s/${encodeURIComponent(system)}/ingest` });
  // Whoever may hand in and not read has tokens for that: the frame of every page tells what is held.
  if (!mayDo(ctx.role, "read")) notFound();
  const { origin, limits } = settings();
  const shell = await shellFrame(ctx);
  return (
    <Frame shell={shell} section="receipts">
      <Ingest
        shell={shell}
        origin={origin}
        limits={{ maxUploadBytes: limits.maxUploadBytes, maxPreviewBytes: limits.maxPreviewBytes }}
        formats={rooms.map((room) => room.title)}
      />
    </Frame>
  );
}
