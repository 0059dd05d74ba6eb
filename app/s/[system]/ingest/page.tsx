import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "../../../../components/frame/frame";
import { Ingest } from "../../../../components/ingest/ingest";
import { rooms } from "../../../../domain/formats/registry";
import { paths } from "../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../server/auth/page-context";
import { mayDo } from "../../../../server/auth/permissions";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { settings } from "../../../../server/settings";
import { decodeSegment, firstValues, keptAsOf, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Hand in evidence" };

export default async function IngestRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const asOf = keptAsOf(await firstValues(searchParams));
  const ctx = await pageContext({ system, permission: "evidence.submit", path: paths.ingest(system, { asOf }) });
  // Whoever may hand in and not read has tokens for that: the frame of every page tells what is held.
  if (!mayDo(ctx.role, "read")) notFound();
  const { origin, limits } = settings();
  const shell = await shellFrame(ctx);
  return (
    <Frame shell={shell} section="receipts" kept={asOf} back={paths.ingest(system)}>
      <Ingest
        shell={shell}
        asOf={asOf}
        origin={origin}
        limits={{ maxUploadBytes: limits.maxUploadBytes, maxPreviewBytes: limits.maxPreviewBytes }}
        formats={rooms.map((room) => room.title)}
      />
    </Frame>
  );
}
