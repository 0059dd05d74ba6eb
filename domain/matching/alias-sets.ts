interface Sets {
  /** Preferred id of the set of every id. */
  preferred: Map<string, string>;
  /** All ids of a set by its preferred id, that one first. */
  members: Map<string, string[]>;
}

/** An id between more CVEs than this keeps the first of them: each is then far more than anybody's statement names. */
const MOST_NEAR = 256;

/**
 * Vulnerability ids united by stated aliases. The order of statements does not matter. The preferred id of a set is a
 * CVE before a GHSA before any other, the oldest of its kind.
 *
 * Two CVEs are two flaws, whoever says otherwise: where statements connect several, every other id goes to the CVE that
 * fewest statements lie between. One that is as near to two (a bulletin about both, or a false alias) is a set of its
 * own, with those CVEs as further names, so that nothing said of one of them decides it.
 */
export class AliasSets {
  readonly #neighbours = new Map<string, Set<string>>();
  #sets: Sets | null = null;

  constructor(sets: Iterable<readonly string[]> = []) {
    for (const set of sets) this.unite(set);
  }

  unite(ids: readonly string[]): void {
    const [first, ...rest] = ids.map(normaliseId);
    if (first === undefined) return;
    this.#sets = null;
    const around = this.#around(first);
    for (const id of rest) {
      if (id === first) continue;
      around.add(id);
      this.#around(id).add(first);
    }
  }

  /** The preferred id of the set this id belongs to; an id nobody stated is its own set. */
  preferred(id: string): string {
    const normal = normaliseId(id);
    return this.#all().preferred.get(normal) ?? normal;
  }

  /** All ids of the set, preferred first. */
  members(id: string): string[] {
    const preferred = this.preferred(id);
    return this.#all().members.get(preferred) ?? [preferred];
  }

  /** Every id that statements connect with this one, through several CVEs too: for finding, never for deciding. */
  connected(id: string): string[] {
    const normal = normaliseId(id);
    return this.#neighbours.has(normal) ? this.#reach(normal).sort(compareIds) : [normal];
  }

  /** Every set by its preferred id. */
  groups(): Map<string, string[]> {
    return this.#all().members;
  }

  #around(id: string): Set<string> {
    const held = this.#neighbours.get(id);
    if (held) return held;
    const made = new Set<string>();
    this.#neighbours.set(id, made);
    return made;
  }

  #reach(from: string, within: (id: string) => boolean = () => true): string[] {
    const found = new Set([from]);
    for (const id of found) for (const next of this.#neighbours.get(id) ?? []) if (within(next)) found.add(next);
    return [...found];
  }

  #all(): Sets {
    if (this.#sets !== null) return this.#sets;
    const sets: Sets = { preferred: new Map(), members: new Map() };
    for (const id of this.#neighbours.keys()) if (!sets.preferred.has(id)) this.#sort(this.#reach(id), sets);
    this.#sets = sets;
    return sets;
  }

  /** Parts what statements connect into sets of at most one CVE each. */
  #sort(connected: string[], sets: Sets): void {
    const cves = connected.filter(isCve);
    if (cves.length <= 1) return add(sets, connected, []);
    const nearest = this.#nearest(cves);
    const own = new Map(cves.map((cve): [string, string[]] => [cve, []]));
    for (const [id, from] of nearest) if (from.length === 1) own.get(from[0] ?? "")?.push(id);
    for (const ids of own.values()) add(sets, ids, []);
    const torn = new Set(connected.filter((id) => (nearest.get(id)?.length ?? 0) > 1));
    for (const id of torn) {
      if (sets.preferred.has(id)) continue;
      const together = this.#reach(id, (next) => torn.has(next));
      // Most ids of a set share one list: each list is read once.
      const lists = new Set(together.map((one) => nearest.get(one) ?? []));
      add(sets, together, [...new Set([...lists].flat())]);
    }
  }

  /** For every id the CVEs that fewest statements lie between, at most `MOST_NEAR`. Ids that are near to the same share one list. */
  #nearest(cves: readonly string[]): Map<string, readonly string[]> {
    const nearest = new Map<string, readonly string[]>(cves.map((cve) => [cve, [cve]]));
    const unions = new Unions();
    for (let ring: ReadonlyMap<string, readonly string[]> = nearest; ring.size > 0; ) {
      const next = new Map<string, Set<readonly string[]>>();
      for (const [id, from] of ring) {
        for (const beside of this.#neighbours.get(id) ?? []) {
          if (nearest.has(beside)) continue;
          const reached = next.get(beside) ?? new Set();
          next.set(beside, reached.add(from));
        }
      }
      ring = new Map([...next].map(([id, lists]) => [id, unions.of(lists)]));
      for (const [id, from] of ring) nearest.set(id, from);
    }
    return nearest;
  }
}

/** Unions of lists of ids, each made once: statements that repeat each other must not multiply what is kept. */
class Unions {
  readonly #numbers = new Map<readonly string[], number>();
  readonly #made = new Map<string, readonly string[]>();

  of(lists: ReadonlySet<readonly string[]>): readonly string[] {
    const [first, ...others] = lists;
    if (first !== undefined && others.length === 0) return first;
    const key = [...lists].map((list) => this.#numberOf(list)).sort((a, b) => a - b).join();
    const held = this.#made.get(key);
    if (held !== undefined) return held;
    const made = [...new Set([...lists].flat())].sort(compareIds).slice(0, MOST_NEAR);
    this.#made.set(key, made);
    return made;
  }

  #numberOf(list: readonly string[]): number {
    const held = this.#numbers.get(list) ?? this.#numbers.size;
    this.#numbers.set(list, held);
    return held;
  }
}

function add(sets: Sets, own: string[], further: string[]): void {
  const sorted = own.sort(compareIds);
  const [preferred] = sorted;
  if (preferred === undefined) return;
  for (const id of sorted) sets.preferred.set(id, preferred);
  sets.members.set(preferred, [...sorted, ...further.sort(compareIds)]);
}

export const isCve = (id: string): boolean => id.startsWith("CVE-");

/** CVE and GO ids are upper case by definition; a GHSA has an upper-case prefix and a lower-case rest. */
export function normaliseId(id: string): string {
  const text = id.trim();
  if (/^cve-/i.test(text)) return text.toUpperCase();
  if (/^ghsa-/i.test(text)) return `GHSA-${text.slice(5).toLowerCase()}`;
  return text;
}

/** CVE < GHSA < others; within CVE by year and number, else by text. */
export function compareIds(a: string, b: string): number {
  const rank = idRank(a) - idRank(b);
  if (rank !== 0) return rank;
  const [ca, cb] = [cveNumber(a), cveNumber(b)];
  if (ca !== null && cb !== null && ca !== cb) return ca - cb;
  return a < b ? -1 : a > b ? 1 : 0;
}

function idRank(id: string): number {
  return id.startsWith("CVE-") ? 0 : id.startsWith("GHSA-") ? 1 : 2;
}

function cveNumber(id: string): number | null {
  const match = /^CVE-(\d{4})-(\d{1,10})$/.exec(id);
  return match ? Number(match[1]) * 1e10 + Number(match[2]) : null;
}

interface FlawIds {
  vulnerability: string;
  aliases: readonly string[];
}

/** Facts by every id they state, so that finding those about one flaw does not walk all of them. */
export class FlawIndex<T> {
  readonly #byId = new Map<string, T[]>();

  constructor(facts: Iterable<T>, idsOf: (fact: T) => FlawIds) {
    for (const fact of facts) {
      const { vulnerability, aliases } = idsOf(fact);
      for (const id of new Set([vulnerability, ...aliases].map(normaliseId))) {
        const held = this.#byId.get(id);
        if (held) held.push(fact);
        else this.#byId.set(id, [fact]);
      }
    }
  }

  /** Facts that share an id with this flaw, each once. */
  about(flaw: FlawIds): T[] {
    return [...new Set([flaw.vulnerability, ...flaw.aliases].map(normaliseId).flatMap((id) => this.#byId.get(id) ?? []))];
  }
}
