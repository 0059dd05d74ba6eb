import type { DetectionFact } from "../model/document";
import { AliasSets, compareIds, isCve, normaliseId } from "./alias-sets";

/** Ids one document states to be names of one flaw. */
export type StatedNames = readonly string[];

/** Names kept of one flaw. Those that count and those it was seen under come first; real bulletins are the largest, at tens of CVEs. */
export const MOST_NAMES = 100;

const MOST_SAYERS = 20;

/** What is said of names, and by whom it counts. Documents are named by their evidence id. */
export interface NamesInput {
  /** Whatever anybody in the system says. */
  stated: Iterable<StatedNames>;
  /** What evidence with standing says, beside the reports below. */
  vouched: Iterable<StatedNames>;
  /** Rows of the reports about the digest, each with the names its report gives the flaw. */
  rows: readonly { evidence: string; detection: Pick<DetectionFact, "vulnerability" | "aliases"> }[];
  /** Whether what a report states counts. */
  counts: (evidence: string) => boolean;
}

/**
 * Names of flaws in two senses. *Shown*: united by whatever anybody states, for finding and showing. *Counted*: united
 * by what evidence with standing states; and, for the rows of one report, by what that same report says of them. What is
 * counted is united first and never parted again, so whatever is stated without standing can only add to what is shown
 * together: it takes no report of a flaw away from where it would stand without it.
 */
export class FlawNames {
  readonly #counted = new AliasSets();
  readonly #shown = new AliasSets();
  readonly #own = new Map<string, AliasSets>();
  readonly #sayers = new Map<string, Set<string>>();
  readonly #preferred = new Map<string, string>();
  readonly #shownNames = new Map<string, readonly string[]>();
  readonly #rowNames = new Map<string, Map<string, readonly string[]>>();
  readonly #vouched = new Map<string, ReadonlySet<string>>();
  readonly #lists = new Map<string, readonly string[]>();
  readonly #counts: (evidence: string) => boolean;

  constructor({ stated, vouched, rows, counts }: NamesInput) {
    this.#counts = counts;
    const all: StatedNames[] = [...stated];
    for (const names of vouched) {
      this.#counted.unite(names);
      all.push(names);
    }
    for (const { evidence, detection } of rows) {
      if (detection.aliases.length === 0) continue;
      const names = [detection.vulnerability, ...detection.aliases];
      all.push(names);
      if (counts(evidence)) this.#counted.unite(names);
      else this.#say(evidence, names);
    }
    // Sets that count are the ids of the outer sets: an alias without standing unites whole ones.
    for (const names of all) this.#shown.unite(names.map((id) => this.#counted.preferred(id)));
  }

  /** The id under which the flaw is shown. */
  preferred(id: string): string {
    const held = this.#preferred.get(id);
    if (held !== undefined) return held;
    const found = this.#shown.preferred(this.#counted.preferred(id));
    this.#preferred.set(id, found);
    return found;
  }

  /** Every name of what is shown under this id, itself among them; of more than `MOST_NAMES` those it was seen under (`seen`) and those that count for them first. */
  names(preferred: string, seen: readonly string[]): string[] {
    const all = this.#allNames(preferred);
    if (all.length <= MOST_NAMES) return [...all];
    const few = (ids: readonly string[]): readonly string[] => ids.slice(0, MOST_NAMES);
    return [...new Set([preferred, ...few(seen), ...few(seen).flatMap((id) => few(this.#counted.members(id))), ...few(all)])].slice(0, MOST_NAMES);
  }

  #allNames(preferred: string): readonly string[] {
    const known = this.#shownNames.get(preferred);
    if (known !== undefined) return known;
    const held = this.#shown.members(preferred).flatMap((id) => (this.#shown.preferred(id) === preferred ? this.#counted.members(id) : [id]));
    const made = [...new Set([preferred, ...held])];
    this.#shownNames.set(preferred, made);
    return made;
  }

  /**
   * The ids that count for one row of a report, in order: what evidence with standing connects with its id, and what the
   * report itself says of the flaw, unless that would make it another CVE. Its own word goes for its own rows alone. Where
   * that is more than `MOST_NAMES`, its id alone. The same ids are the same list.
   */
  countedFor(evidence: string, id: string): readonly string[] {
    const ofReport = this.#rowNames.get(evidence) ?? new Map<string, readonly string[]>();
    this.#rowNames.set(evidence, ofReport);
    const held = ofReport.get(id);
    if (held !== undefined) return held;
    const all = this.#allFor(evidence, id);
    const ids = all.length > MOST_NAMES ? [id] : all.sort(compareIds);
    const key = ids.join("\u0000");
    const list = this.#lists.get(key) ?? ids;
    this.#lists.set(key, list);
    ofReport.set(id, list);
    return list;
  }

  #allFor(evidence: string, id: string): string[] {
    const counted = this.#counted.members(id);
    const own = this.#own.get(evidence);
    if (own === undefined || this.#counts(evidence)) return [...counted];
    const cves = counted.filter(isCve);
    const said = [...new Set(own.members(id).map((name) => this.#counted.preferred(name)))].map((name) => this.#counted.members(name));
    const fitting = cves.length === 0 ? said : said.filter((names) => names.every((name) => !isCve(name) || cves.includes(name)));
    return [...new Set([...counted, ...fitting.flat()])];
  }

  /** The names that evidence with standing says are this flaw's. */
  vouchedFor(id: string): ReadonlySet<string> {
    const preferred = this.#counted.preferred(id);
    const held = this.#vouched.get(preferred) ?? new Set(this.#counted.members(preferred));
    this.#vouched.set(preferred, held);
    return held;
  }

  /** Reports about the digest without standing that give a flaw this name, the first `MOST_SAYERS`. */
  sayersOf(id: string): string[] {
    return [...(this.#sayers.get(normaliseId(id)) ?? [])].sort().slice(0, MOST_SAYERS);
  }

  #say(evidence: string, names: StatedNames): void {
    const own = this.#own.get(evidence) ?? new AliasSets();
    own.unite(names);
    this.#own.set(evidence, own);
    for (const name of names) {
      const sayers = this.#sayers.get(normaliseId(name)) ?? new Set();
      sayers.add(evidence);
      this.#sayers.set(normaliseId(name), sayers);
    }
  }
}
