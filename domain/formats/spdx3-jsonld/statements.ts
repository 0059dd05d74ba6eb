import type { VexProduct, VexStatementFact, VexStatus } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import { type Notes, tooMany } from "../shared/reading";
import { textAt } from "../shared/values";
import { type Creation, creationOf } from "./creation";
import { type Flaw, isWithdrawn, securityInstant, securityMember, securityText } from "./flaws";
import { type Element, entryOf, type Graph, importedIds, NOTHING, references } from "./graph";
import { productsOf } from "./products";

/** Each class is bound to one type of relationship (SPDX 3.0.1, Security profile). */
const CLASSES: Readonly<Record<string, { status: VexStatus; type: string }>> = {
  VexAffectedVulnAssessmentRelationship: { status: "affected", type: "affects" },
  VexNotAffectedVulnAssessmentRelationship: { status: "not_affected", type: "doesNotAffect" },
  VexFixedVulnAssessmentRelationship: { status: "fixed", type: "fixedIn" },
  VexUnderInvestigationVulnAssessmentRelationship: { status: "under_investigation", type: "underInvestigationFor" },
};
/** VexJustificationType in the words that OpenVEX and CSAF have for the same five reasons. */
const JUSTIFICATIONS: Readonly<Record<string, string>> = {
  componentNotPresent: "component_not_present",
  vulnerableCodeNotPresent: "vulnerable_code_not_present",
  vulnerableCodeNotInExecutePath: "vulnerable_code_not_in_execute_path",
  vulnerableCodeCannotBeControlledByAdversary: "vulnerable_code_cannot_be_controlled_by_adversary",
  inlineMitigationsAlreadyExist: "inline_mitigations_already_exist",
};

export interface Statements {
  statements: VexStatementFact[];
  /** "flaw element, package element" of every statement that was read: what is decided is no finding of this document. */
  decided: Set<string>;
}

const classOf = (type: string): string => type.replace(/^security_/, "");

export function isStatement(type: string): boolean {
  return Object.hasOwn(CLASSES, classOf(type));
}

export const pairKey = (flaw: string, element: string): string => JSON.stringify([flaw, element]);

/** One statement per relationship (and CVE of its flaw). What cannot be taken for what its author meant is left out by name. */
export function readStatements(list: readonly Element[], graph: Graph, flaws: ReadonlyMap<string, Flaw>, creation: Creation, max: number, notes: Notes): Result<Statements> {
  const found: Statements = { statements: [], decided: new Set() };
  const said = new Map<string, VexStatus>();
  const imported = importedIds(graph);
  let named = 0;
  for (const element of list) {
    const rule = CLASSES[classOf(element.type)];
    const about = rule === undefined || !stands(element, rule.type, notes) ? null : aboutOf(element, flaws, notes);
    if (rule === undefined || about === null) continue;
    const { flaw, to, parts } = about;
    named += to.length * (1 + parts.length) * flaw.names.length;
    if (named > max) return tooMany("spdx3", "products of statements", max, named, element.at);
    const products = productsOf(to, parts, element.at, { graph, imported }, notes);
    for (const name of flaw.names) found.statements.push(statementOf(element, rule.status, name, products, graph, creation));
    for (const id of [...to, ...parts]) found.decided.add(pairKey(flaw.id, id));
    const key = JSON.stringify([flaw.id, [...new Set(to)].sort(), [...new Set(parts)].sort()]);
    noteConflict(said, key, rule.status, element.at, notes);
    noteGaps(element, rule.status, notes);
  }
  return ok(found);
}

/** The flaw a statement starts from, and the ids of what it leads to; null where either is missing. */
function aboutOf({ json, at }: Element, flaws: ReadonlyMap<string, Flaw>, notes: Notes): { flaw: Flaw; to: string[]; parts: string[] } | null {
  const from = references(json, "from");
  const flaw = from.length === 1 ? flaws.get(from[0] ?? "") : undefined;
  const to = references(json, "to").filter((id) => !NOTHING.test(id));
  const parts = ["security_assessedElement", "assessedElement"].flatMap((key) => references(json, key));
  if (flaw === undefined || flaw.names.length === 0) notes.add("ignored", "spdx3/vex-without-flaw", "a statement starts from no vulnerability of this document that has an identifier, or from several", `${at}/from`);
  else if (to.length === 0) notes.add("ignored", "spdx3/vex-without-product", "a statement names nothing that it is about: it would speak of everything", `${at}/to`);
  else return { flaw, to, parts };
  return null;
}

/** Whether it still holds, and says one thing. */
function stands({ json, at }: Element, type: string, notes: Notes): boolean {
  if (isWithdrawn(json)) {
    notes.add("ignored", "spdx3/vex-withdrawn", "a statement was withdrawn by its author", `${at}/security_withdrawnTime`);
    return false;
  }
  const stated = entryOf(textAt(json, "relationshipType"));
  if (stated === null || stated === type) return true;
  notes.add("ignored", "spdx3/vex-type", "a statement whose class and relationshipType say different things", `${at}/relationshipType`);
  return false;
}

function statementOf(element: Element, status: VexStatus, name: Flaw["names"][number], products: VexProduct[], graph: Graph, creation: Creation): VexStatementFact {
  const { json, at } = element;
  const own = creationOf(element, graph);
  const reason = entryOf(securityText(json, "justificationType"));
  return {
    ...name,
    status,
    justification: status !== "not_affected" || reason === null ? null : ((Object.hasOwn(JUSTIFICATIONS, reason) ? JUSTIFICATIONS[reason] : null) ?? reason),
    impact: status === "not_affected" ? securityText(json, "impactStatement") : securityText(json, "statusNotes"),
    action: status === "affected" ? securityText(json, "actionStatement") : null,
    products,
    author: own?.author === undefined ? creation.author : own.author,
    observedAt: securityInstant(json, "modifiedTime") ?? securityInstant(json, "publishedTime") ?? own?.created ?? creation.created,
    at,
  };
}

function noteGaps({ json, at }: Element, status: VexStatus, notes: Notes): void {
  const reason = entryOf(securityText(json, "justificationType"));
  if (status === "not_affected" && reason === null && securityText(json, "impactStatement") === null) notes.warn("spdx3/vex-unjustified", "not affected without justification or impact statement; status notes are neither", at);
  if (reason !== null && !Object.hasOwn(JUSTIFICATIONS, reason)) notes.warn("spdx3/vex-justification", "a justification that SPDX 3.0 does not know; it is kept as written", `${at}/security_justificationType`);
  if (status === "not_affected" && securityText(json, "statusNotes") !== null) notes.add("info", "spdx3/vex-status-notes", "status notes beside a reason are kept in the document", `${at}/security_statusNotes`);
  if (status === "affected" && securityText(json, "actionStatement") === null) notes.add("info", "spdx3/vex-no-action", "affected without action statement", at);
  const untimely = ["modifiedTime", "publishedTime"].find((key) => (securityMember(json, key) ?? null) !== null && securityInstant(json, key) === null);
  if (untimely !== undefined) notes.warn("spdx3/vex-time", "a time of a statement is no date", `${at}/security_${untimely}`);
}

function noteConflict(said: Map<string, VexStatus>, key: string, status: VexStatus, at: string, notes: Notes): void {
  const known = said.get(key);
  if (known !== undefined && known !== status) notes.warn("spdx3/vex-conflict", "one flaw and the same products under two statuses: the newer statement decides, of the same time the more cautious", at);
  said.set(key, status);
}
