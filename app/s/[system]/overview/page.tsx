import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { EmptyOverview } from "../../../../components/overview/empty-overview";
import { Overview } from "../../../../components/overview/overview";
import { pageContext } from "../../../../server/auth/page-context";
import { mayDo } from "../../../../server/auth/permissions";
import { overviewPage } from "../../../../server/queries/overview-page";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { settings } from "../../../../server/settings";
import { decodeSegment } from "../../page-query";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewRoute({ params }: { params: Promise<{ system: string }> }) {
  const system = decodeSegment((await params).system);
  const ctx = await pageContext({ system, permission: "read" });
  const [shell, page] = [await shellFrame(ctx), await overviewPage(ctx)];
  return (
    <Frame shell={shell} section="overview">
      {page.empty ? <EmptyOverview shell={shell} page={page} origin={settings().origin} mayHandIn={mayDo(ctx.role, "evidence.submit")} /> : <Overview shell={shell} page={page} />}
    </Frame>
  );
}
