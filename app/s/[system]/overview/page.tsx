import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { EmptyOverview } from "../../../../components/overview/empty-overview";
import { Overview } from "../../../../components/overview/overview";
import { paths } from "../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../server/auth/page-context";
import { mayDo } from "../../../../server/auth/permissions";
import { overviewPage } from "../../../../server/queries/overview-page";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { settings } from "../../../../server/settings";
import { decodeSegment, firstValues, keptAsOf, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const asOf = keptAsOf(await firstValues(searchParams));
  const ctx = await pageContext({ system, permission: "read", path: paths.overview(system, { asOf }) });
  const [shell, page] = [await shellFrame(ctx), await overviewPage(ctx)];
  return (
    <Frame shell={shell} section="overview" kept={asOf} back={paths.overview(system)}>
      {page.empty ? <EmptyOverview shell={shell} page={page} origin={settings().origin} mayHandIn={mayDo(ctx.role, "evidence.submit")} /> : <Overview shell={shell} asOf={asOf} page={page} />}
    </Frame>
  );
}
