/**
 * Vulnerability ids united by stated aliases. The order of statements does not matter. The preferred id of a set is a
 * CVE before a GHSA before any other, the oldest of its kind.
 */
export class AliasSets {
  readonly #parent = new Map<string, string>();

  constructor(sets: Iterable<readonly string[]> = []) {
    for (const set of sets) this.unite(set);
  }

  unite(ids: readonly string[]): void {
    const [first, ...rest] = ids.map(normaliseId);
    if (first === undefined) return;
    this.#ensure(first);
    for (const id of rest) {
      this.#ensure(id);
      const a = this.#find(first);
      const b = this.#find(id);
      if (a === b) continue;
      if (compareIds(a, b) <= 0) this.#parent.set(b, a);
      else this.#parent.set(a, b);
    }
  }

  /** The preferred id of the set this id belongs to; an id nobody stated is its own set. */
  preferred(id: string): string {
    const normal = normaliseId(id);
    return this.#parent.has(normal) ? this.#find(normal) : normal;
  }

  /** All ids of the set, preferred first. */
  members(id: string): string[] {
    const root = this.preferred(id);
    const all = [...this.#parent.keys()].filter((one) => this.#find(one) === root);
    return all.length === 0 ? [root] : all.sort(compareIds);
  }

  /** Every set at once: one walk instead of one per id. */
  groups(): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const id of this.#parent.keys()) groups.set(this.#find(id), [...(groups.get(this.#find(id)) ?? []), id]);
    for (const members of groups.values()) members.sort(compareIds);
    return groups;
  }

  #ensure(id: string): void {
    if (!this.#parent.has(id)) this.#parent.set(id, id);
  }

  #find(id: string): string {
    let root = id;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; next = this.#parent.get(root)) root = next;
    for (let at = id; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }
}

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

/** Whether two ids with their stated aliases speak of the same flaw. */
export function sameFlaw(a: FlawIds, b: FlawIds): boolean {
  const ids = new Set([a.vulnerability, ...a.aliases].map(normaliseId));
  return [b.vulnerability, ...b.aliases].some((id) => ids.has(normaliseId(id)));
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
