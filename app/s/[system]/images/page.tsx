import type { Metadata } from "next";
import { Frame } from "../../../../components/frame/frame";
import { Images } from "../../../../components/images/images";
import { imageFilters } from "../../../../contracts/image";
import { pageContext } from "../../../../server/auth/page-context";
import { imagesPage } from "../../../../server/queries/images-page";
import { shellFrame } from "../../../../server/queries/shell-frame";
import { settings } from "../../../../server/settings";
import { decodeSegment, firstValues, fromFirstPage, readFilters, type SearchParams } from "../../page-query";

export const metadata: Metadata = { title: "Images" };

export default async function ImagesRoute({ params, searchParams }: { params: Promise<{ system: string }>; searchParams: SearchParams }) {
  const system = decodeSegment((await params).system);
  const ctx = await pageContext({ system, permission: "read" });
  const filters = readFilters(imageFilters, await firstValues(searchParams));
  const [shell, page] = [await shellFrame(ctx), await fromFirstPage(filters, (given) => imagesPage(ctx, given))];
  return (
    <Frame shell={shell} section="images">
      <Images shell={shell} page={page} filters={filters} origin={settings().origin} />
    </Frame>
  );
}
