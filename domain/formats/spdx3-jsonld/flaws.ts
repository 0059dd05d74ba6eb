import type { Notes } from "../shared/reading";
import { instant, type JsonObject, listAt, textAt, textsAt } from "../shared/values";
import type { Element, Graph } from "./graph";
import { externalIds } from "./naming";

/** A security_Vulnerability under its names. */
export interface Flaw {
  id: string;
  json: JsonObject;
  /** One entry; one for each CVE where the element names several, none of them an alias of another. Empty = nameless. */
  names: { vulnerability: string; aliases: string[] }[];
  withdrawn: boolean;
}

/** A vulnerability of more CVEs is a list of them, and not one flaw. */
const MAX_CVES = 64;
const CVE = /^CVE-\d{4}-\d{4,19}$/i;
/** "CVE-2026-0001", "GHSA-…", "RHSA-2026:12": a name in words is none. */
const ID = /^[A-Za-z][A-Za-z0-9]{1,15}(?:[-:][A-Za-z0-9.]+)+$/;

const isFlaw = ({ type }: Element): boolean => type === "security_Vulnerability" || type === "Vulnerability";

/** All vulnerabilities of the graph, by the id of their element. */
export function readFlaws(graph: Graph, notes: Notes): Map<string, Flaw> {
  const flaws = new Map<string, Flaw>();
  for (const element of graph.elements.filter(isFlaw)) {
    const { json, id, at } = element;
    if (id === null || flaws.has(id)) {
      if (id !== null) notes.warn("spdx3/duplicate-flaw", "two vulnerabilities carry the same spdxId; the first is read", `${at}/spdxId`);
      continue;
    }
    const withdrawn = isWithdrawn(json);
    if (withdrawn) notes.warn("spdx3/flaw-withdrawn", "a vulnerability was withdrawn: its other names are not believed, and no finding is read from it", `${at}/security_withdrawnTime`);
    const names = namesOf(json, at, notes).map((name) => (withdrawn ? { ...name, aliases: [] } : name));
    if (names.length === 0) notes.add("ignored", "spdx3/flaw-without-id", "a vulnerability has no identifier: what is said of it is nobody's", `${at}/externalIdentifier`);
    flaws.set(id, { id, json, names, withdrawn });
  }
  return flaws;
}

/**
 * The CVE, with identifiers of other kinds as its aliases; without a CVE the first of those, a name that is an id, or
 * the one CVE that the references lead to.
 */
function namesOf(json: JsonObject, at: string, notes: Notes): Flaw["names"] {
  const others = externalIds(json, /^securityOther$/);
  const cves = unique([...externalIds(json, /^cve$/), ...others.filter((id) => CVE.test(id))]);
  const rest = unique(others.filter((id) => !CVE.test(id)));
  const [first] = cves;
  if (cves.length > MAX_CVES) return [];
  if (cves.length > 1) {
    notes.warn("spdx3/several-cves", "one vulnerability names several CVEs: each is read by itself, none as a name of another", `${at}/externalIdentifier`);
    return cves.map((vulnerability) => ({ vulnerability, aliases: [] }));
  }
  const name = textAt(json, "name");
  const linked = linkedCves(json);
  const vulnerability = first ?? rest[0] ?? (name !== null && ID.test(name) ? name : null) ?? (linked.length === 1 ? linked[0] : undefined);
  return vulnerability === undefined ? [] : [{ vulnerability, aliases: rest.filter((id) => id !== vulnerability) }];
}

/** CVEs that stand at the end of an address among the external references. */
function linkedCves(json: JsonObject): string[] {
  const rows = [...listAt(json, "externalRef"), ...listAt(json, "externalRefs")];
  return unique(rows.flatMap((row) => locators(row)).flatMap((url) => /[/=](CVE-\d{4}-\d{4,19})$/i.exec(url)?.[1]?.toUpperCase() ?? []));
}

/** `locator` and `identifierLocator` are lists; tools also write one text. */
export function locators(row: unknown): string[] {
  return ["locator", "identifierLocator"].flatMap((key) => [...textsAt(row, key), textAt(row, key) ?? ""]).filter((url) => url !== "");
}

/** A member of the security profile, with its prefix or, as in the standard's examples, without. */
export function securityMember(json: JsonObject, name: string): unknown {
  return json[`security_${name}`] ?? json[name];
}

export function securityText(json: JsonObject, name: string): string | null {
  return textAt(json, `security_${name}`) ?? textAt(json, name);
}

/** Taken back, also where the time is none: nobody writes one for what still holds. */
export function isWithdrawn(json: JsonObject): boolean {
  const value = securityMember(json, "withdrawnTime");
  return value !== undefined && value !== null && value !== "";
}

export function securityInstant(json: JsonObject, name: string): string | null {
  return instant(securityMember(json, name));
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))];
