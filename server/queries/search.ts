import type { SearchPage } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { DIGEST_COLUMNS, toDigestRow, type StoredDigest } from "./digest-rows";
import { containing, read, withPrefix } from "./read";

const MOST = 20;
const MOST_FINDINGS = 200;

/** Where is this flaw, package, image or digest? Each kind is looked through on its own; says what was searched. */
export function searchPage(ctx: Ctx, { q }: { q: string }): Promise<SearchPage> {
  const text = q.trim().slice(0, 200);
  return read(ctx, async (tx) => ({
    q: text,
    searched: "image names, digests, vulnerability ids and their aliases, package names of this system",
    ...(text === "" ? { digests: [], images: [], vulnerabilities: [], packages: [] } : await find(tx, ctx.systemId, text)),
  }));
}

async function find(tx: Tx, systemId: string, text: string): Promise<Omit<SearchPage, "q" | "searched">> {
  const hex = /^(?:sha256:)?([0-9a-f]{4,64})$/.exec(text.toLowerCase())?.[1] ?? null;
  const digests = hex
    ? await rows<StoredDigest>(
        tx,
        `SELECT ${DIGEST_COLUMNS} FROM digest d WHERE d.system_id = $1::uuid AND d.sha256 COLLATE "C" >= $2 AND d.sha256 COLLATE "C" < $2 || 'g'
           AND d.kind NOT IN ('artifact', 'config') ORDER BY d.sha256 LIMIT ${MOST}`,
        systemId, hex,
      )
    : [];
  const images = await rows<{ name: string; digestCount: number }>(
    tx,
    `SELECT i.name, (SELECT count(*)::int FROM image_digest x WHERE x.system_id = i.system_id AND x.image_id = i.id) AS "digestCount"
     FROM image i WHERE i.system_id = $1::uuid AND i.name ILIKE $2 ORDER BY i.name LIMIT ${MOST}`,
    systemId, containing(text) ?? "",
  );
  return { digests: digests.map(toDigestRow), images, vulnerabilities: await flaws(tx, systemId, text), packages: await packages(tx, systemId, text) };
}

interface StoredHit {
  vulnerability: string;
  digest: string;
  image: string;
  status: string;
  severity: string;
  package: string;
  version: string | null;
}

/** Findings under this id or one of its aliases, on every digest. */
async function flaws(tx: Tx, systemId: string, text: string): Promise<SearchPage["vulnerabilities"]> {
  const found = await rows<StoredHit>(
    tx,
    `SELECT f.vulnerability, f.digest, coalesce(i.name, '') AS image, f.status, f.severity, f.package_name AS package, f.package_version AS version
     FROM finding f LEFT JOIN image i ON i.system_id = f.system_id AND i.id = f.image_id
     WHERE f.system_id = $1::uuid AND f.vulnerability IN (SELECT upper($2) UNION SELECT $2
         UNION SELECT name FROM vulnerability_alias WHERE system_id = $1::uuid AND alias IN ($2, upper($2))
         UNION SELECT alias FROM vulnerability_alias WHERE system_id = $1::uuid AND name IN ($2, upper($2)))
     ORDER BY f.vulnerability, f.severity_rank, image, f.digest LIMIT ${MOST_FINDINGS}`,
    systemId, text,
  );
  const groups = new Map<string, SearchPage["vulnerabilities"][number]>();
  for (const { vulnerability, digest, ...rest } of found) {
    const group = groups.get(vulnerability) ?? { vulnerability, digests: [] };
    group.digests.push({ digest: withPrefix(digest), ...rest });
    groups.set(vulnerability, group);
  }
  return [...groups.values()];
}

/** The package table is shared by all systems: only packages that components of this system point at are answered. */
const packages = (tx: Tx, systemId: string, text: string): Promise<SearchPage["packages"]> =>
  rows(
    tx,
    `SELECT p.name, p.type, p.version, count(DISTINCT b.digest)::int AS digests
     FROM package p JOIN component c ON c.package_id = p.id AND c.system_id = $1::uuid
     JOIN binding_current b ON b.system_id = c.system_id AND b.document_id = c.document_id AND b.state IN ('subject', 'named', 'claimed')
     WHERE p.name = $2 OR p.name = lower($2) OR p.purl = $2 GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3 LIMIT 50`,
    systemId, text,
  );
