import type { Notes } from "../../shared/reading";
import type { JsonObject } from "../../shared/values";
import type { Rule, Say } from "./breach";
import { head } from "./head";
import { profile } from "./profile";
import { references } from "./references";
import { revisions } from "./revisions";
import { scores } from "./scores";
import { tree } from "./tree";
import { vulnerabilities } from "./vulnerabilities";

const RULES: readonly Rule[] = [head, revisions, tree, references, vulnerabilities, scores, profile];

/**
 * Holds a document against the mandatory tests of CSAF 2.0 (section 6.1), one warning per test with its first place. What
 * makes its author say something he did not is refused before (6.1.6). Not tested: 6.1.9 and 6.1.10, because no score of
 * a CSAF document becomes a fact; names of weaknesses (6.1.11), which need a list of its own.
 */
export function checkStandard(document: JsonObject, notes: Notes): void {
  const say: Say = (section, detail, at) => notes.warn(`csaf/${section}`, `${detail} (CSAF 2.0 section ${section})`, at);
  for (const rule of RULES) rule(document, say);
}
