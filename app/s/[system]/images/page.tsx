import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { Images } from "../../../../components/images/images";
import { imageFilters } from "../../../../contracts/image";
import { paths } from "../../../../components/ui/prepare-paths";
import { pageContext } from "../../../../server/auth/page-context";
import { imagesPage } from "../../../../server/queries/images-page";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { settings } from "../../../../server/settings";
import { decodeSegment, firstValues, fromFirstPage, keptAsOf, readFilters, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Images" };

export default async function ImagesRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const values = await firstValues(searchParams);
  const ctx = await pageContext({ system, permission: "read", path: paths.images(system, values) });
  // The worst first, unless the address asks for another order.
  const filters = { sort: "state" as const, ...readFilters(imageFilters, values) };
  const asOf = keptAsOf(values);
  const [shell, page] = [await shellFrame(ctx), await fromFirstPage(filters, (given) => imagesPage(ctx, given))];
  return (
    <Frame shell={shell} section="images" kept={asOf} back={paths.images(system, { ...values, asOf: null })}>
      <Images shell={shell} asOf={asOf} page={page} filters={filters} origin={settings().origin} />
    </Frame>
  );
}
