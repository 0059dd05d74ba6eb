import { IMAGE_FACETS, type ImageFacet, type ImageFilters, type ImageRow } from "../../contracts/image";
import type { Page } from "../../contracts/common";
import type { FacetValue, ImagesPage } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { imageFacets, imagePlaces, type FacetCount } from "./image-list";
import { IMAGE_SQL, toImageRow, withBreached, type StoredImage } from "./image-rows";
import { pageFrom } from "./cursor";
import { read } from "./read";

/** Image lines with what each filter would leave. */
export function imagesPage(ctx: Ctx, filters: ImageFilters): Promise<ImagesPage> {
  return read(ctx, async (tx, now) => {
    const page = await onePage(tx, ctx.systemId, now, filters);
    const counts = await imageFacets(tx, ctx.systemId, filters);
    const facets = Object.fromEntries(IMAGE_FACETS.map((facet) => [facet, valuesOf(counts, facet)])) as Record<ImageFacet, FacetValue[]>;
    return { ...page, total: counts.find(({ facet }) => facet === "all")?.count ?? 0, facets };
  });
}

/** The same lines for the API. */
export const imageList = (ctx: Ctx, filters: ImageFilters): Promise<Page<ImageRow>> => read(ctx, (tx, now) => onePage(tx, ctx.systemId, now, filters));

async function onePage(tx: Tx, systemId: string, now: Date, filters: ImageFilters): Promise<Page<ImageRow>> {
  const { ids, cursorAfter } = await imagePlaces(tx, systemId, filters);
  const found = await rows<StoredImage>(
    tx,
    `${IMAGE_SQL} AND i.id = ANY (ARRAY(SELECT json_array_elements_text($2::json)::uuid))`,
    systemId, JSON.stringify(ids),
  );
  const place = new Map(ids.map((id, index) => [id, index]));
  found.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const page = pageFrom(found, filters.limit, toImageRow, ({ id }) => cursorAfter(id));
  return { ...page, items: await withBreached(tx, systemId, now, page.items) };
}

const valuesOf = (counts: readonly FacetCount[], wanted: ImageFacet): FacetValue[] =>
  counts.filter(({ facet }) => facet === wanted).map(({ value, title, count }) => ({ value, title, count }));
