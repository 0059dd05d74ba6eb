import { loadGraph } from "../../queries/load-identity-graph";
import { rows, run, type Tx } from "../../store";
import { lockSystem } from "../lock-system";
import { showing, siblingsOf } from "../related-digests";
import { ensureImage, moveTag } from "../store-image";
import { touchDigests } from "../touch-digests";
import { askAgainFor } from "../verification/signed-documents";
import { linkToImage, settleDigests } from "./settle-digests";
import { loadBindable, settleBindings, type Rebound } from "./settle-bindings";

export interface Settling {
  systemId: string;
  documentId: string;
  /** Identities its bytes connect and it names. */
  seeds: string[];
  /** Flaws that have got another name: reports of them mean something else now. */
  renamed: string[];
  /** Its edges are new: what others name may mean something else now. */
  graphChanged: boolean;
  claimedImage: string;
  claimedDigest: string;
  claimedTag: string | null;
  receivedAt: Date;
  now: Date;
}

/**
 * The last part of a document's transaction: bindings, digests, lines and tags. One at a time per system, so that of
 * a manifest and a report that arrive together the later one sees the earlier, whichever that is; held for
 * milliseconds, after all bulk writing. Answers the digests that are to be evaluated again.
 */
export async function settle(tx: Tx, work: Settling): Promise<string[]> {
  const { systemId, documentId, now } = work;
  await lockSystem(tx, systemId);
  const own = work.claimedDigest === "" ? work.seeds : [...work.seeds, work.claimedDigest];
  const around = await loadGraph(tx, systemId, own);
  const documents = await loadBindable(tx, systemId, [documentId], work.graphChanged ? around.reached : []);
  const named = documents.flatMap((one) => [...one.identities.map(({ sha256 }) => sha256), ...(one.claimed === "" ? [] : [one.claimed])]);
  const known = new Set(around.reached);
  const { graph, reached } = named.every((sha256) => known.has(sha256)) ? around : await loadGraph(tx, systemId, [...own, ...named]);
  const rebound = await settleBindings(tx, systemId, graph, documents, now.toISOString());
  const held = await heldManifests(tx, systemId, work.graphChanged ? reached : []);
  const platforms = held.flatMap((sha256) => graph.platformsOf(sha256).map((one) => one.manifest));
  const digests = [...new Set([...rebound.digests, ...held, ...platforms, ...(work.claimedDigest === "" ? [] : [work.claimedDigest])])];
  const described = await settleDigests(tx, systemId, graph, digests, work.receivedAt.toISOString());
  const { lined, joined } = await settleLines(tx, work, graph, rebound);
  const others = [...(await siblingsOf(tx, systemId, [...described, ...joined])), ...(await showing(tx, systemId, work.renamed))];
  const touched = new Set([...digests, ...lined]);
  for (const sha256 of [...digests, ...lined]) {
    for (const parent of graph.indexesOf(sha256)) touched.add(parent);
    for (const { manifest } of graph.platformsOf(sha256)) touched.add(manifest);
  }
  await touchDigests(tx, systemId, [...touched, ...others]);
  await askAgainFor(tx, systemId, rebound.documents, lined);
  return [...touched];
}

/** Digests among these whose own bytes are held. */
async function heldManifests(tx: Tx, systemId: string, among: readonly string[]): Promise<string[]> {
  const found = await rows<{ sha256: string }>(
    tx,
    `SELECT DISTINCT sha256 FROM document WHERE system_id = $1::uuid AND sha256 IN (SELECT json_array_elements_text($2::json))
       AND kind IN ('image_index', 'image_manifest')`,
    systemId, JSON.stringify(among),
  );
  return found.map((row) => row.sha256);
}

interface LineClaim {
  document_id: string;
  image: string;
  digest: string;
  tag: string | null;
  at: Date;
}

/**
 * The claimed line gets the claimed digest, or without one what the document itself names; the latter also of documents
 * whose bindings changed with this one. Answers the digests of these lines, and which of them are new there.
 */
async function settleLines(tx: Tx, work: Settling, graph: Awaited<ReturnType<typeof loadGraph>>["graph"], rebound: Rebound): Promise<{ lined: string[]; joined: string[] }> {
  const { systemId, claimedImage, claimedDigest, claimedTag, receivedAt } = work;
  const lined: string[] = [];
  const joined: string[] = [];
  const own: LineClaim = { document_id: work.documentId, image: claimedImage, digest: claimedDigest, tag: claimedTag, at: receivedAt };
  const others = await lineClaims(tx, systemId, rebound.documents.filter((id) => id !== work.documentId));
  for (const { document_id, image, digest, tag, at } of [...(claimedImage === "" ? [] : [own]), ...others]) {
    const imageId = await ensureImage(tx, systemId, image, at);
    const named = digest === "" ? await namedBy(tx, systemId, document_id) : [digest];
    const linked = await linkToImage(tx, systemId, imageId, graph, named, at.toISOString());
    lined.push(...linked.all);
    joined.push(...linked.joined);
    for (const one of tag === null ? [] : named) lined.push(...(await moveTag(tx, systemId, imageId, tag ?? "", one, at)));
  }
  if (work.graphChanged) {
    const platforms = await linkPlatforms(tx, systemId, [...lined, ...rebound.digests, ...work.seeds]);
    lined.push(...platforms);
    joined.push(...platforms);
  }
  await describeSearch(tx, systemId, lined);
  return { lined, joined };
}

/** Lines that these documents were handed in for without a digest. */
function lineClaims(tx: Tx, systemId: string, documents: readonly string[]): Promise<LineClaim[]> {
  if (documents.length === 0) return Promise.resolve([]);
  return rows<LineClaim>(
    tx,
    `SELECT d.id::text AS document_id, s.claimed_image AS image, s.claimed_digest AS digest, s.claimed_tag AS tag, s.recorded_at AS at
     FROM document d JOIN submission s ON s.system_id = d.system_id AND s.id = d.submission_id
     WHERE d.system_id = $1::uuid AND d.id IN (SELECT json_array_elements_text($2::json)::uuid) AND s.claimed_image <> '' AND s.claimed_digest = ''
     ORDER BY s.recorded_at, d.id`,
    systemId, JSON.stringify(documents),
  );
}

async function namedBy(tx: Tx, systemId: string, documentId: string): Promise<string[]> {
  const found = await rows<{ digest: string }>(
    tx,
    `SELECT digest FROM binding_current WHERE system_id = $1::uuid AND document_id = $2::uuid AND state IN ('named', 'subject') AND digest IS NOT NULL ORDER BY digest`,
    systemId, documentId,
  );
  return found.map((row) => row.digest);
}

/** Platforms of an index belong to the lines of the index, also when the line knew the index before its bytes came. */
async function linkPlatforms(tx: Tx, systemId: string, among: readonly string[]): Promise<string[]> {
  const found = await rows<{ digest: string }>(
    tx,
    `INSERT INTO image_digest (system_id, image_id, digest, first_seen_at)
     SELECT i.system_id, i.image_id, d.sha256, min(i.first_seen_at) FROM image_digest i
     JOIN identity_edge e ON e.system_id = i.system_id AND e.type = 'index-has-manifest' AND e.from_sha256 = i.digest
     JOIN digest d ON d.system_id = i.system_id AND d.sha256 = e.to_sha256 AND d.kind NOT IN ('artifact', 'config')
     WHERE i.system_id = $1::uuid AND i.digest IN (SELECT json_array_elements_text($2::json))
     GROUP BY i.system_id, i.image_id, d.sha256 ORDER BY d.sha256
     ON CONFLICT DO NOTHING RETURNING digest`,
    systemId, JSON.stringify([...new Set(among)]),
  );
  return found.map((row) => row.digest);
}

/** What a search box finds a digest by: its hash, its lines and its tags. */
async function describeSearch(tx: Tx, systemId: string, digests: readonly string[]): Promise<void> {
  await run(
    tx,
    `UPDATE digest d SET search = t.words FROM (
       SELECT d.sha256, concat_ws(' ', d.sha256,
         (SELECT string_agg(i.name, ' ' ORDER BY i.name) FROM image_digest l JOIN image i ON i.system_id = l.system_id AND i.id = l.image_id
          WHERE l.system_id = d.system_id AND l.digest = d.sha256),
         (SELECT string_agg(DISTINCT t.tag, ' ' ORDER BY t.tag) FROM image_tag t WHERE t.system_id = d.system_id AND t.digest = d.sha256)) AS words
       FROM digest d WHERE d.system_id = $1::uuid AND d.sha256 IN (SELECT json_array_elements_text($2::json))) t
     WHERE d.system_id = $1::uuid AND d.sha256 = t.sha256 AND d.search <> t.words`,
    systemId, JSON.stringify([...new Set(digests)]),
  );
}
