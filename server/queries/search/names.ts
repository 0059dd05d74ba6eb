import type { DigestRow } from "../../../contracts/digest";
import type { SearchAnswer } from "../../../contracts/search";
import { parseImageName } from "../../../domain/model/image-name";
import { rows, type Tx } from "../../store";
import { digestColumns, toDigestRow, type StoredDigest } from "../digest-rows";
import { containing, isoOrNull, withPrefixOrNull } from "../read";

const MOST = 20;

/** Digests that begin with the text, when it is at least eight hex digits: shorter words would find a digest by chance. */
export async function digestsFrom(tx: Tx, systemId: string, text: string): Promise<DigestRow[]> {
  const hex = /(?:^|@)(?:sha256:)?([0-9a-f]{8,64})$/.exec(text.toLowerCase())?.[1] ?? null;
  const found = await rows<StoredDigest>(
    tx,
    `SELECT ${digestColumns(null)} FROM digest d WHERE d.system_id = $1::uuid AND d.sha256 COLLATE "C" >= $2 AND d.sha256 COLLATE "C" < $2 || 'g'
       AND d.kind NOT IN ('artifact', 'config') ORDER BY d.sha256 COLLATE "C" LIMIT ${MOST}`,
    systemId, hex ?? "~",
  );
  return found.map(toDigestRow);
}

/** Image lines whose name holds the text; "name:tag" also says which digest the tag names now. */
export async function imagesLike(tx: Tx, systemId: string, text: string): Promise<SearchAnswer["images"]> {
  const parsed = parseImageName(text);
  const exact = parsed.ok ? parsed.value : null;
  const tag = exact?.tag ?? null;
  const found = await rows<{ name: string; digest_count: number; tag: string | null; digest: string | null }>(
    tx,
    `SELECT i.name, (SELECT count(*)::int FROM image_digest x WHERE x.system_id = $1::uuid AND x.image_id = i.id) AS digest_count, t.tag, t.digest
     FROM image i LEFT JOIN image_tag t ON $4::text IS NOT NULL AND t.system_id = $1::uuid AND t.image_id = i.id AND t.tag = $4 AND t.to_at IS NULL
     WHERE i.system_id = $1::uuid AND (i.name ILIKE $2 OR i.name = $3) ORDER BY i.name <> coalesce($3, ''), i.name COLLATE "C" LIMIT ${MOST}`,
    systemId, containing(tag === null ? text : text.slice(0, -tag.length - 1)) ?? "", exact?.name ?? null, tag,
  );
  return found.map((row) => ({ name: row.name, digestCount: row.digest_count, tag: row.tag, digest: withPrefixOrNull(row.digest) }));
}

interface StoredKnown {
  digests: number;
  evidence: Date | null;
  scan: Date | null;
  sbom: Date | null;
}

/** How much there is to search and how old it is. */
export async function whatIsKnown(tx: Tx, systemId: string): Promise<SearchAnswer["known"]> {
  const newest = (kind: string) =>
    `(SELECT d.recorded_at FROM document d WHERE d.system_id = $1::uuid AND d.kind = '${kind}' ORDER BY d.recorded_at DESC LIMIT 1)`;
  const [row] = await rows<StoredKnown>(
    tx,
    `SELECT (SELECT count(*)::int FROM digest d WHERE d.system_id = $1::uuid AND d.kind NOT IN ('artifact', 'config')) AS digests,
       (SELECT d.recorded_at FROM document d WHERE d.system_id = $1::uuid ORDER BY d.recorded_at DESC LIMIT 1) AS evidence,
       ${newest("vuln_scan")} AS scan, ${newest("sbom")} AS sbom`,
    systemId,
  );
  return { digests: row?.digests ?? 0, evidenceRecordedAt: isoOrNull(row?.evidence), scanRecordedAt: isoOrNull(row?.scan), sbomRecordedAt: isoOrNull(row?.sbom) };
}
