import type { SearchAnswer, SearchFilters } from "../../contracts/search";
import { AliasSets, normaliseId } from "../../domain/matching/alias-sets";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { loadAliases } from "./digest-facts/line";
import { iso, read } from "./read";
import { digestsFrom, imagesLike, whatIsKnown } from "./search/names";
import { packageIds, packagesLike, readPackageAsk } from "./search/packages";
import { searchSentence } from "./search/sentence";
import { whereIs } from "./search/where";
import type { HitKind } from "./search/hits";

const SEARCHED =
  "Looked through: vulnerability ids and their aliases in findings, packages in bills of materials and findings, image names, digests (from eight digits).";

type Found = Pick<SearchAnswer, "kind" | "ids" | "counts" | "versions" | "items" | "nextCursor">;
const NOWHERE: Omit<Found, "kind"> = { ids: [], counts: null, versions: [], items: [], nextCursor: null };

/**
 * Where is this flaw, package, image or digest? A known id answers as a flaw, an exact package as a package, anything
 * else by parts of names. As many statements whatever there is to find.
 */
export function search(ctx: Ctx, filters: SearchFilters): Promise<SearchAnswer> {
  const q = filters.q.trim().slice(0, 200);
  return read(ctx, async (tx, now) => {
    const known = await whatIsKnown(tx, ctx.systemId);
    const found = q === "" ? { ...EMPTY } : await find(tx, ctx.systemId, q, filters, iso(now));
    const answer = { q, searched: SEARCHED, known, ...found };
    return { ...answer, says: searchSentence(answer) };
  });
}

type Names = Pick<SearchAnswer, "packages" | "images" | "digests">;
const EMPTY: Found & Names = { kind: "nothing-asked", ...NOWHERE, packages: [], images: [], digests: [] };

async function find(tx: Tx, systemId: string, q: string, filters: SearchFilters, asOf: string): Promise<Found & Names> {
  const ask = readPackageAsk(q);
  const flaws = await flawIds(tx, systemId, q, asOf);
  const exact = await packageIds(tx, systemId, ask);
  const kind: HitKind = flaws.known ? "vulnerability" : "package";
  const ids = flaws.known ? flaws.ids : exact;
  const names: Names = {
    packages: await packagesLike(tx, systemId, ask),
    images: await imagesLike(tx, systemId, q),
    digests: await digestsFrom(tx, systemId, q),
  };
  const { counts, versions, ...page } = await whereIs(tx, systemId, kind, ids, filters);
  if (flaws.known) return { kind, ids: flaws.ids, counts, versions, ...page, ...names };
  if (exact.length > 0 && counts.digests > 0) return { kind, ids: [], counts, versions, ...page, ...names };
  const some = names.packages.length + names.images.length + names.digests.length > 0;
  return { kind: some ? "names" : "nothing-found", ...NOWHERE, ...names };
}

/** All ids that mean the flaw, preferred first, and whether any document of this system speaks of it. */
async function flawIds(tx: Tx, systemId: string, q: string, asOf: string): Promise<{ ids: string[]; known: boolean }> {
  const spellings = [...new Set([normaliseId(q), q, q.toUpperCase()])];
  const aliases = await loadAliases(tx, { systemId, digest: "", imageId: null, asOf }, spellings);
  const sets = new AliasSets([...aliases.map(({ pair }) => pair), ...spellings.map((one) => [one])]);
  const ids = aliases.length === 0 ? spellings : sets.connected(aliases[0]?.pair[0] ?? q).slice(0, 500);
  const found = await rows<{ name: string }>(
    tx,
    `SELECT n.name FROM (SELECT json_array_elements_text($2::json) AS name) n
     WHERE EXISTS (SELECT 1 FROM finding f WHERE f.system_id = $1::uuid AND f.vulnerability = n.name)`,
    systemId, JSON.stringify(ids),
  );
  return { ids: aliases.length === 0 ? found.map(({ name }) => name) : ids, known: found.length > 0 };
}
