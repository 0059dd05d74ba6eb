import { listAt, objectAt, textAt } from "../../shared/values";
import { productsOf, readGroups } from "../products";
import type { Rule, Say } from "./breach";

/** The five reasons of a VEX (section 3.2.3.5). */
const JUSTIFICATIONS: ReadonlySet<string> = new Set([
  "component_not_present", "inline_mitigations_already_exist", "vulnerable_code_cannot_be_controlled_by_adversary", "vulnerable_code_not_in_execute_path", "vulnerable_code_not_present",
]);
const CWE = /^CWE-[1-9]\d{0,5}$/;

/** What a vulnerability says beside statuses (6.1.11, 6.1.23, 6.1.24, 6.1.29, 6.1.32, 6.1.33). */
export const vulnerabilities: Rule = (json, say) => {
  const groups = readGroups(json["product_tree"]);
  const cves = new Set<string>();
  for (const [i, flaw] of listAt(json, "vulnerabilities").entries()) {
    const at = `/vulnerabilities/${i}`;
    const cve = textAt(flaw, "cve");
    if (cve !== null && cves.has(cve)) say("6.1.23", "one CVE stands twice", `${at}/cve`);
    if (cve !== null) cves.add(cve);
    const cwe = objectAt(flaw, "cwe");
    if (Object.keys(cwe).length > 0 && (!CWE.test(textAt(cwe, "id") ?? "") || textAt(cwe, "name") === null)) say("6.1.11", "a weakness is named by its CWE id and name", `${at}/cwe`);
    checkInvolvements(flaw, at, say);
    for (const [k, row] of listAt(flaw, "remediations").entries()) if (isAboutNothing(row)) say("6.1.29", "a remedy names neither product nor group", `${at}/remediations/${k}`);
    checkFlags(flaw, at, groups, say);
  }
};

const isAboutNothing = (row: unknown): boolean => listAt(row, "product_ids").length === 0 && listAt(row, "group_ids").length === 0;

function checkInvolvements(flaw: unknown, at: string, say: Say): void {
  const seen = new Set<string>();
  for (const [k, row] of listAt(flaw, "involvements").entries()) {
    const key = JSON.stringify([textAt(row, "party"), textAt(row, "date")]);
    if (seen.has(key)) say("6.1.24", "one party is involved twice at one date", `${at}/involvements/${k}`);
    seen.add(key);
  }
}

function checkFlags(flaw: unknown, at: string, groups: ReadonlyMap<string, readonly string[]>, say: Say): void {
  const excused = new Set<string>();
  for (const [k, row] of listAt(flaw, "flags").entries()) {
    const place = `${at}/flags/${k}`;
    if (isAboutNothing(row)) say("6.1.32", "a flag names neither product nor group", place);
    if (!JUSTIFICATIONS.has(textAt(row, "label") ?? "")) continue;
    const ids = new Set(productsOf(row, groups));
    if ([...ids].some((id) => excused.has(id))) say("6.1.33", "one product has several justifications", place);
    for (const id of ids) excused.add(id);
  }
}

/** Products that some row speaks of. */
export function covered(rows: readonly unknown[], groups: ReadonlyMap<string, readonly string[]>): Set<string> {
  return new Set(rows.flatMap((row) => productsOf(row, groups)));
}
