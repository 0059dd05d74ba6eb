import type { ImageFilters, ImageRow } from "../../contracts/image";
import type { Page } from "../../contracts/common";
import type { ImagesPage } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import type { Tx } from "../store";
import { imagePlaces, type ImagePlaces } from "./image-list";
import { imageRows, toImageRow, withBreached } from "./image-rows";
import { pageFrom } from "./cursor";
import { read } from "./read";

/** Image lines with what each filter would leave. */
export function imagesPage(ctx: Ctx, filters: ImageFilters): Promise<ImagesPage> {
  return read(ctx, async (tx, now) => {
    const places = await imagePlaces(tx, ctx.systemId, filters, true);
    return { ...(await onePage(tx, ctx.systemId, now, filters, places)), total: places.total, facets: places.facets };
  });
}

/** The same lines for the API. */
export const imageList = (ctx: Ctx, filters: ImageFilters): Promise<Page<ImageRow>> =>
  read(ctx, async (tx, now) => onePage(tx, ctx.systemId, now, filters, await imagePlaces(tx, ctx.systemId, filters, false)));

async function onePage(tx: Tx, systemId: string, now: Date, { limit }: ImageFilters, { ids, cursorAfter }: ImagePlaces): Promise<Page<ImageRow>> {
  const page = pageFrom(await imageRows(tx, systemId, ids), limit, toImageRow, ({ id }) => cursorAfter(id));
  return { ...page, items: await withBreached(tx, systemId, now, page.items) };
}
