import type { DetectionFact } from "../model/document";
import { AliasSets, isCve, normaliseId } from "./alias-sets";

/** Ids one document states to be names of one flaw. */
export type StatedNames = readonly string[];

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

  /** Every name of what is shown under this id, itself among them. */
  names(preferred: string): string[] {
    const held = this.#shown.members(preferred).flatMap((id) => (this.#shown.preferred(id) === preferred ? this.#counted.members(id) : [id]));
    return [...new Set([preferred, ...held])];
  }

  /**
   * The ids that count for one row of a report: what evidence with standing connects with its id, and what the report
   * itself says of the flaw, unless that would make it another CVE. Its own word goes for its own rows alone.
   */
  countedFor(evidence: string, id: string): string[] {
    const counted = this.#counted.members(id);
    const own = this.#own.get(evidence);
    if (own === undefined || this.#counts(evidence)) return counted;
    const cves = counted.filter(isCve);
    const said = own.members(id).map((name) => this.#counted.members(name));
    const fitting = cves.length === 0 ? said : said.filter((names) => names.every((name) => !isCve(name) || cves.includes(name)));
    return [...new Set([...counted, ...fitting.flat()])];
  }

  /** Whether evidence with standing says that these are one flaw. */
  vouched(a: string, b: string): boolean {
    return this.#counted.preferred(a) === this.#counted.preferred(b) || this.#counted.members(a).includes(normaliseId(b));
  }

  /** Reports about the digest without standing that give a flaw this name. */
  sayersOf(id: string): string[] {
    return [...(this.#sayers.get(normaliseId(id)) ?? [])].sort();
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
