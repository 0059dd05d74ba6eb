import type { ImageDetail } from "../../contracts/image";
import type { ImagePage } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { buildsOf } from "./builds";
import { bucketCounts, BUCKET, CLOCK_SQL, toClock, toLadder, type BucketCount, type StoredClock } from "./clock-rows";
import { digestColumns, toDigestRow, type StoredDigest } from "./digest-rows";
import { IMAGE_SQL, toImageRow, withBreached, type StoredImage } from "./image-rows";
import { expectationVersions } from "./expectation";
import { configCreated } from "./line-builds";
import { lineName } from "./line-name";
import { iso, isoOrNull, read, withPrefix } from "./read";

const MOST_DIGESTS = 100;
const MOST_TAGS = 500;
const MOST_CLOCKS = 20;

/** One image line: its digests over time, what its tags named, severity by build and its clocks. Null when unknown. */
export function imagePage(ctx: Ctx, { image }: { image: string }): Promise<ImagePage | null> {
  return read(ctx, async (tx, now) => {
    const detail = await imageDetail(tx, ctx.systemId, now, lineName(image));
    if (!detail) return null;
    const builds = await buildsOf(tx, { systemId: ctx.systemId, imageId: detail.id, asOf: iso(now) });
    const clocks = await rows<StoredClock>(
      tx,
      `${CLOCK_SQL} AND c.image_id = $3::uuid AND ${BUCKET} <> 'closed' ORDER BY c.due_at NULLS LAST, c.id LIMIT ${MOST_CLOCKS}`,
      ctx.systemId, iso(now), detail.id,
    );
    const counts = await rows<BucketCount>(tx, bucketCounts("AND c.image_id = $3::uuid"), ctx.systemId, iso(now), detail.id);
    return { image: detail, builds, clocks: clocks.map((row) => toClock(row, now)), ladder: toLadder(counts), expectation: await expectationVersions(tx, ctx.systemId, detail) };
  });
}

/** The same line for the API; `most` digests and tags, where the page's own bounds are too narrow. */
export const imageByName = (ctx: Ctx, { image, most }: { image: string; most?: number }): Promise<ImageDetail | null> =>
  read(ctx, (tx, now) => imageDetail(tx, ctx.systemId, now, lineName(image), most));

export async function imageDetail(tx: Tx, systemId: string, now: Date, name: string, most?: number): Promise<ImageDetail | null> {
  const [image] = await rows<StoredImage>(tx, `${IMAGE_SQL} AND i.name = $2`, systemId, name);
  if (!image) return null;
  const digests = await rows<StoredDigest>(
    tx,
    `SELECT ${digestColumns("x.image_id")} FROM image_digest x JOIN digest d ON d.system_id = x.system_id AND d.sha256 = x.digest
     WHERE x.system_id = $1::uuid AND x.image_id = $2::uuid AND d.kind NOT IN ('artifact', 'config')
     ORDER BY x.first_seen_at DESC, ${configCreated("max", `SELECT d.sha256 UNION ALL SELECT e.to_sha256 FROM identity_edge e
       WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.from_sha256 = d.sha256`)} DESC NULLS LAST,
       d.sha256 LIMIT $3::int`,
    systemId, image.id, most ?? MOST_DIGESTS,
  );
  const tags = await rows<{ tag: string; digest: string; from_at: Date; to_at: Date | null }>(
    tx,
    `SELECT tag, digest, from_at, to_at FROM image_tag WHERE system_id = $1::uuid AND image_id = $2::uuid ORDER BY from_at DESC, tag LIMIT $3::int`,
    systemId, image.id, most ?? MOST_TAGS,
  );
  const [row] = await withBreached(tx, systemId, now, [toImageRow(image)]);
  if (!row) return null;
  return {
    ...row,
    createdAt: iso(image.created_at),
    digests: digests.map(toDigestRow),
    tags: tags.map((row) => ({ tag: row.tag, digest: withPrefix(row.digest), from: iso(row.from_at), to: isoOrNull(row.to_at) })),
  };
}
