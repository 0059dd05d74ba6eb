import type { ComponentFact, DetectionFact, Facts, VexProduct, VexStatementFact, VexStatus } from "../../../model/document";
import { parseBomLink } from "../../../model/bom-link";
import { fail, ok, type Result } from "../../../model/problem";
import { canonicalPurl } from "../../../model/purl";
import { NO_VERSION } from "../../../versions/vers-range";
import type { RawDocument } from "../../room";
import { type Notes, tooMany } from "../reading";
import { digestOfReference, instant, isObject, type JsonObject, listAt, numberAt, objectAt, sha256Hex, textAt, textsAt } from "../values";
import type { Components } from "./components";
import { readIdentities } from "./identities";
import { readRatings } from "./ratings";
import { readTool } from "./tool";

const STATES: Readonly<Record<string, VexStatus>> = {
  resolved: "fixed",
  resolved_with_pedigree: "fixed",
  exploitable: "affected",
  in_triage: "under_investigation",
  false_positive: "not_affected",
  not_affected: "not_affected",
};

/** What a bill of materials is read with: limits, and where the pre-scan saw a key twice. */
export type BomSource = Pick<RawDocument, "limits"> & Partial<Pick<RawDocument, "duplicateKeys">>;

/**
 * Rows with an analysis state are statements; rows without are what a scanner saw, one per affected component. In a
 * document in which a key occurs twice no statement is read: signer and reader could see different ones.
 */
export function readVulnerabilities(json: JsonObject, inventory: Components, { limits, duplicateKeys = [] }: BomSource, notes: Notes): Result<{ facts: Pick<Facts, "scan" | "vex">; count: number }> {
  const list = listAt(json, "vulnerabilities");
  const about = aboutOf(json, inventory);
  const statements: VexStatementFact[] = [];
  const detections: DetectionFact[] = [];
  for (const [i, value] of list.entries()) {
    const at = `/vulnerabilities/${i}`;
    if (!isObject(value)) return fail({ code: "cyclonedx/vulnerability", detail: "a vulnerability is an object", at });
    const id = textAt(value, "id");
    if (id === null) {
      notes.add("ignored", "cyclonedx/vulnerability-without-id", "a vulnerability without id is nobody's", `${at}/id`);
      continue;
    }
    const state = textAt(objectAt(value, "analysis"), "state");
    const status = state !== null && Object.hasOwn(STATES, state) ? STATES[state] : undefined;
    if (status !== undefined) statements.push(...statementsOf(value, id, status, at, about, notes));
    else detections.push(...detectionsOf(value, id, at, inventory, notes));
    if (detections.length > limits.maxFindings) return tooMany("cyclonedx", "findings", limits.maxFindings, detections.length, at);
  }
  const isAmbiguous = duplicateKeys.length > 0 && statements.length > 0;
  if (isAmbiguous) notes.add("ignored", "cyclonedx/vex-duplicate-keys", "a key occurs twice in the document: no statement of it is read", duplicateKeys[0]);
  return ok({ facts: { ...scanFacts(json, detections, inventory), ...vexFacts(json, isAmbiguous ? [] : statements) }, count: list.length });
}

function scanFacts(json: JsonObject, detections: DetectionFact[], inventory: Components): Pick<Facts, "scan"> {
  if (detections.length === 0) return {};
  const finishedAt = instant(objectAt(json, "metadata")["timestamp"]);
  const os = inventory.os === null ? null : { ...inventory.os, supported: null };
  const scanner = readTool(json) ?? { name: "unknown", version: null };
  return {
    scan: {
      scanner, database: { version: null, updatedAt: null }, startedAt: null, finishedAt, status: "undetermined", os,
      targets: [], packagesSeen: inventory.components.length, detections, secrets: null, misconfigurations: null,
    },
  };
}

function vexFacts(json: JsonObject, statements: VexStatementFact[]): Pick<Facts, "vex"> {
  if (statements.length === 0) return {};
  const metadata = objectAt(json, "metadata");
  const [author] = listAt(metadata, "authors").map((person) => textAt(person, "name") ?? textAt(person, "email"));
  const supplier = textAt(objectAt(metadata, "supplier"), "name");
  const version = numberAt(json, "version");
  return { vex: { id: textAt(json, "serialNumber"), author: author ?? supplier, role: null, version: version === null ? null : String(version), statements } };
}

function aliasesOf(value: JsonObject, id: string): string[] {
  const ids = listAt(value, "references").map((reference) => textAt(reference, "id"));
  return [...new Set(ids.filter((alias): alias is string => alias !== null && alias !== id))];
}

/** What a reference of this document can mean. */
interface About {
  refs: Components["refs"];
  subject: { ref: string | null; purl: string | null; sha256: string | null };
  /** Serial number and version of this document: a BOM-Link to itself is a reference inside it. */
  self: { serialNumber: string | null; version: number | null };
}

function aboutOf(json: JsonObject, inventory: Components): About {
  const subject = objectAt(objectAt(json, "metadata"), "component");
  const [named] = readIdentities(json).filter((one) => one.type === "repo-digest");
  const purl = canonicalPurl(textAt(subject, "purl") ?? "")?.purl ?? null;
  return {
    refs: inventory.refs,
    subject: { ref: textAt(subject, "bom-ref"), purl, sha256: named?.sha256 ?? null },
    self: { serialNumber: textAt(json, "serialNumber")?.toLowerCase() ?? null, version: json["version"] === undefined ? 1 : numberAt(json, "version") },
  };
}

/** One statement, or none: an excuse that names no product would excuse everything, and is left out by name. */
function statementsOf(value: JsonObject, id: string, status: VexStatus, at: string, about: About, notes: Notes): VexStatementFact[] {
  const affects = listAt(value, "affects");
  const products = affects.flatMap((affected) => product(affected, status, about));
  if (products.length === 0 && (status === "not_affected" || status === "fixed")) {
    notes.add("ignored", "cyclonedx/statement-without-product", "an analysis excuses a vulnerability and names nothing that it is about", `${at}/affects`);
    return [];
  }
  const analysis = objectAt(value, "analysis");
  const response = textsAt(analysis, "response");
  return [{
    vulnerability: id,
    aliases: aliasesOf(value, id),
    status,
    justification: textAt(analysis, "justification"),
    impact: textAt(analysis, "detail"),
    action: response.length > 0 ? response.join(", ") : textAt(value, "recommendation"),
    products,
    observedAt: instant(analysis["lastUpdated"]) ?? instant(value["updated"]) ?? instant(value["published"]),
    at,
  }];
}

function product(affected: unknown, status: VexStatus, about: About): VexStatementFact["products"] {
  const ref = textAt(affected, "ref");
  const whole = ref === null ? null : productOf(ref, about);
  if (whole === null) return [];
  const rows = versionRows(affected);
  const type = canonicalPurl(whole.purl ?? "")?.type ?? "generic";
  return rows.length === 0 ? [whole] : rangesOf(rows, status, type).map((range) => ({ ...whole, range }));
}

/**
 * Rows of `affects[].versions`. Some tools write one row without the list around it; whatever else stands there limits
 * the statement in a way nobody can read, so it is one row that fits no version.
 */
function versionRows(affected: unknown): readonly unknown[] {
  const versions = isObject(affected) ? affected["versions"] : undefined;
  if (versions === undefined || versions === null) return [];
  return Array.isArray(versions) ? versions : [versions];
}

/** `affects[].versions[]` says of each version or range whether it is affected (which is the default). A statement speaks of those that fit its status. */
function rangesOf(rows: readonly unknown[], status: VexStatus, type: string): string[] {
  const wanted = status === "affected" ? "affected" : "unaffected";
  const fitting = status === "under_investigation" ? rows : rows.filter((row) => (textAt(row, "status") ?? "affected") === wanted);
  const ranges = fitting.flatMap((row) => {
    const version = textAt(row, "version");
    return version === null ? (textAt(row, "range") ?? []) : `vers:${type}/${encodeURIComponent(version.toWellFormed())}`;
  });
  return ranges.length === 0 ? [NO_VERSION] : ranges;
}

/**
 * `affects[].ref` is a bom-ref of this document, a purl, or a BOM-Link. A link into another document keeps its whole
 * text as id, so that whoever holds that document can follow it; only a fragment that is a purl is read at once.
 */
function productOf(ref: string, { refs, subject, self }: About): VexProduct {
  const link = parseBomLink(ref);
  const own = link !== null && link.serialNumber === self.serialNumber && link.version === self.version;
  const local = link === null ? ref : (link.ref ?? "");
  if ((link === null || own) && subject.ref !== null && local === subject.ref) return { id: ref, purl: subject.purl, sha256: subject.sha256, subcomponents: [] };
  const known = link === null || own ? refs.get(local) : undefined;
  const purl = known?.purl ?? canonicalPurl(local)?.purl ?? null;
  const version = purl === null ? null : (canonicalPurl(purl)?.version ?? null);
  return { id: ref, purl, sha256: digestOfReference(local)?.sha256 ?? (version?.startsWith("sha256:") ? sha256Hex(version) : null), subcomponents: [] };
}

function detectionsOf(value: JsonObject, id: string, at: string, inventory: Components, notes: Notes): DetectionFact[] {
  const affects = listAt(value, "affects");
  if (affects.length === 0) notes.add("ignored", "cyclonedx/vulnerability-without-component", "a vulnerability names no component", `${at}/affects`);
  return affects.flatMap((affected, i) => {
    const ref = textAt(affected, "ref");
    const fact = inventory.byObject.get(objectAt(affected, "component")) ?? (ref === null ? null : (inventory.refs.get(ref) ?? fromPurl(ref)));
    if (fact === null) {
      notes.add("ignored", "cyclonedx/affects-unknown", "a vulnerability names a component that the document does not have", `${at}/affects/${i}/ref`);
      return [];
    }
    return [detection(value, id, fact, fixesOf(affected), `${at}/affects/${i}`)];
  });
}

type Package = Pick<ComponentFact, "purl" | "type" | "namespace" | "name" | "version">;

function fromPurl(ref: string): Package | null {
  const parsed = canonicalPurl(ref);
  return parsed === null ? null : { purl: parsed.purl, type: parsed.type, namespace: parsed.namespace, name: parsed.name, version: parsed.version };
}

/** Single versions that a row calls unaffected: which of them lie behind the installed one is for the reader to tell. */
function fixesOf(affected: unknown): string[] {
  return versionRows(affected).flatMap((row) => (textAt(row, "status") === "unaffected" ? (textAt(row, "version") ?? []) : []));
}

function detection(value: JsonObject, id: string, found: Package, fixedVersions: string[], at: string): DetectionFact {
  const { purl, type, namespace, name, version } = found;
  return {
    vulnerability: id,
    aliases: aliasesOf(value, id),
    package: { purl, type, namespace, name, version },
    fixedVersions,
    fixState: null,
    ...readRatings(value),
    publishedAt: instant(value["published"]),
    title: textAt(value, "description")?.slice(0, 500) ?? null,
    url: textAt(objectAt(value, "source"), "url"),
    at,
  };
}
