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
  /** It is an index that lists the digest in question. */
  lists: boolean;
}

/**
 * Records that a tag of a line named this digest from an instant on. The same digest again, or a platform of the index
 * the tag names, changes nothing; a move that is learned late is put in its place in time; of two moves in one instant
 * the later one counts. Answers the digests it concerns, none when nothing changed.
 */
export async function moveTag(tx: Tx, systemId: string, imageId: string, tag: string, digest: string, at: Date): Promise<string[]> {
  await run(tx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 4))`, `${systemId}/${imageId}/${tag}`);
  const history = await rows<TagRow>(
    tx,
    `SELECT t.digest, t.from_at, EXISTS (SELECT 1 FROM identity_edge e WHERE e.system_id = t.system_id AND e.type = 'index-has-manifest'
       AND e.from_sha256 = t.digest AND e.to_sha256 = $4) AS lists
     FROM image_tag t WHERE t.system_id = $1::uuid AND t.image_id = $2::uuid AND t.tag = $3 ORDER BY t.from_at`,
    systemId, imageId, tag, digest,
  );
  const before = history.filter((row) => row.from_at.getTime() <= at.getTime()).at(-1);
  if (before?.digest === digest || before?.lists) return [];
  await run(
    tx,
    `INSERT INTO image_tag (system_id, image_id, tag, digest, from_at) VALUES ($1::uuid, $2::uuid, $3, $4, $5::timestamptz)
     ON CONFLICT (system_id, image_id, tag, from_at) DO UPDATE SET digest = excluded.digest`,
    systemId, imageId, tag, digest, at.toISOString(),
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
  return before ? [digest, before.digest] : [digest];
}
