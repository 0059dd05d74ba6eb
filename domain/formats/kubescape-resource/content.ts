import type { Child } from "../../model/document";
import { fail, ok, type Result } from "../../model/problem";
import type { Notes } from "../shared/reading";
import { instant, isObject, type JsonObject, numberAt, objectAt, textAt } from "../shared/values";
import type { Kind } from "./kinds";

/** Statuses of what went through to its end; any other word says that something is missing. */
const WHOLE: ReadonlySet<string> = new Set(["ready", "completed", "learning"]);

export interface Content {
  /** The document inside in the words of its own format; null where nothing may be read from it. */
  child: JsonObject | null;
  path: string;
  rows: number;
}

/**
 * The document inside an object. Nothing is handed on where it is not the whole: filtered to what ran, cut short, or
 * left out by the storage API, which answers lists without their content. Codes: kubescape-resource/spec, /content, /rows.
 */
export function contentOf(value: JsonObject, kind: Kind, notes: Notes): Result<Content> {
  const spec = value["spec"];
  if (!isObject(spec)) return fail({ code: "kubescape-resource/spec", detail: "spec is an object", at: "/spec" });
  if (kind.member === null) {
    notes.add("ignored", "kubescape-resource/summary-only", "numbers of vulnerabilities by severity: they name none, and no finding is read from them", "/spec");
    return ok({ child: null, path: "spec", rows: 0 });
  }
  const at = kind.member === "" ? "/spec" : `/spec/${kind.member}`;
  const path = at.slice(1);
  const inner = kind.member === "" ? spec : (spec[kind.member] ?? {});
  if (!isObject(inner)) return fail({ code: "kubescape-resource/content", detail: "what the object holds is an object", at });
  const list = inner[kind.rows] ?? null;
  if (list !== null && !Array.isArray(list)) return fail({ code: "kubescape-resource/rows", detail: `${kind.rows} is a list`, at: `${at}/${kind.rows}` });
  const rows = list?.length ?? 0;
  if (rows === 0 && isBlank(inner, kind)) {
    notes.warn("kubescape-resource/no-content", "the object is here without its content: the storage API leaves it out of lists, get each object by its name", at);
    return ok({ child: null, path, rows });
  }
  return ok({ child: isHeldBack(value, kind, at, notes) ? null : inWordsOf(kind, inner, value, list ?? [], notes), path, rows });
}

/** Nothing that a document of this kind always says of itself. */
function isBlank(inner: JsonObject, { member }: Kind): boolean {
  if (member === "") return textAt(inner, "@context") === null;
  return member === "spdx" ? textAt(inner, "spdxVersion") === null : textAt(objectAt(inner, "descriptor"), "name") === null;
}

/** A statement says itself what it is about; a list that is not whole would have the rest taken for absent. */
function isHeldBack(value: JsonObject, { member }: Kind, at: string, notes: Notes): boolean {
  if (member === "") return false;
  const metadata = objectAt(value, "metadata");
  const relevancy = objectAt(objectAt(value, "spec"), "metadata")["withRelevancy"];
  const context = textAt(objectAt(metadata, "labels"), "kubescape.io/context");
  if ((textAt(value, "kind") ?? "").endsWith("Filtered") || relevancy === true || context === "filtered") {
    notes.add("ignored", "kubescape-resource/filtered", "only what was loaded while the workload ran: counted, and not read as what is in the image", at);
    return true;
  }
  const status = textAt(objectAt(metadata, "annotations"), "kubescape.io/status")?.toLowerCase() ?? null;
  if (status === null || WHOLE.has(status)) return false;
  notes.add("ignored", "kubescape-resource/not-whole", `kubescape says that this is not whole ("${status.slice(0, 40).toWellFormed()}"): counted, and not read`, "/metadata/annotations/kubescape.io~1status");
  return true;
}

/** The storage keeps no time of Syft and Grype, writes no empty list, and once had two names of a flaw the wrong way round. */
function inWordsOf(kind: Kind, inner: JsonObject, value: JsonObject, list: readonly unknown[], notes: Notes): JsonObject {
  if (kind.member === "spdx") return inner;
  if (kind.member === "") return { ...inner, statements: list.map((row, i) => unswapped(row, `/spec/statements/${i}`, notes)) };
  const descriptor = objectAt(inner, "descriptor");
  const time = textAt(descriptor, "timestamp") ?? timeOf(value, notes);
  return { ...inner, [kind.rows]: list, ...(isObject(inner["descriptor"]) ? { descriptor: { ...descriptor, ...(time === null ? {} : { timestamp: time }) } } : {}) };
}

/** When the report was made; else when the object was: a later run in the same object does not show. */
function timeOf(value: JsonObject, notes: Notes): string | null {
  const made = instant(objectAt(objectAt(objectAt(value, "spec"), "metadata"), "report")["createdAt"]);
  const created = instant(objectAt(value, "metadata")["creationTimestamp"]);
  if (made === null && created !== null) notes.add("info", "kubescape-resource/time-of-object", "the report has no time of its own: the object's first moment stands for it", "/metadata/creationTimestamp");
  return made ?? created;
}

/** Documents of before 2025 carry the CVE in `@id` and its address in `name`. */
function unswapped(row: unknown, at: string, notes: Notes): unknown {
  const named = objectAt(row, "vulnerability");
  const [id, name] = [textAt(named, "@id"), textAt(named, "name")];
  if (!isObject(row) || id === null || name === null || !/^https?:\/\//.test(name) || !/^[A-Z]+-[\w.:-]{3,64}$/.test(id)) return row;
  notes.warn("kubescape-resource/swapped-names", "a vulnerability stands under its address, and its id in @id: older versions wrote it so; they were read the other way round", `${at}/vulnerability`);
  return { ...row, vulnerability: { ...named, "@id": name, name: id } };
}

export function childOf({ child, path }: Content, kind: Kind, identities: Child["identities"]): Child[] {
  return child === null ? [] : [{ path, bytes: new TextEncoder().encode(JSON.stringify(child)), hint: kind.hint, identities }];
}

/** What a summary counts by severity; nothing missing is a nought of its own. */
export function summed(value: JsonObject): Record<string, number> {
  const severities = objectAt(objectAt(value, "spec"), "severities");
  return Object.fromEntries(["critical", "high", "medium", "low", "negligible", "unknown"].map((word) => [word, numberAt(objectAt(severities, word), "all") ?? 0]));
}
