import { imageIdOf, rows, run, type Tx } from "../store";

/** The image line of a canonical name, made when it is new. */
export async function ensureImage(tx: Tx, systemId: string, name: string, at: Date): Promise<string> {
  const id = imageIdOf(systemId, name);
  await run(
    tx,
    `INSERT INTO image (system_id, id, name, created_at) VALUES ($1::uuid, $2::uuid, $3, $4::timestamptz) ON CONFLICT DO NOTHING`,
    systemId, id, name, at.toISOString(),
  );
  return id;
}

interface TagRow {
  digest: string;
  from_at: Date;
}

/**
 * Records that a tag of a line named this digest from an instant on. The same digest again changes nothing; a move
 * that is learned late is put in its place in time. Answers whether anything changed and which digests it concerns.
 */
export async function moveTag(tx: Tx, systemId: string, imageId: string, tag: string, digest: string, at: Date): Promise<string[]> {
  await run(tx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 4))`, `${systemId}/${imageId}/${tag}`);
  const history = await rows<TagRow>(
    tx,
    `SELECT digest, from_at FROM image_tag WHERE system_id = $1::uuid AND image_id = $2::uuid AND tag = $3 ORDER BY from_at`,
    systemId, imageId, tag,
  );
  const before = history.filter((row) => row.from_at.getTime() <= at.getTime()).at(-1);
  if (before?.digest === digest) return [];
  // Two moves in one instant (a pinned clock) keep the order they came in: the later one starts a millisecond later.
  const taken = new Set(history.map((row) => row.from_at.getTime()));
  let from = at.getTime();
  while (taken.has(from)) from += 1;
  await run(
    tx,
    `INSERT INTO image_tag (system_id, image_id, tag, digest, from_at) VALUES ($1::uuid, $2::uuid, $3, $4, $5::timestamptz)`,
    systemId, imageId, tag, digest, new Date(from).toISOString(),
  );
  await run(
    tx,
    `UPDATE image_tag t SET to_at = n.next_at FROM (
       SELECT from_at, lead(from_at) OVER (ORDER BY from_at) AS next_at FROM image_tag
       WHERE system_id = $1::uuid AND image_id = $2::uuid AND tag = $3) n
     WHERE t.system_id = $1::uuid AND t.image_id = $2::uuid AND t.tag = $3 AND t.from_at = n.from_at
       AND t.to_at IS DISTINCT FROM n.next_at`,
    systemId, imageId, tag,
  );
  return [...new Set([digest, ...history.map((row) => row.digest)])];
}
