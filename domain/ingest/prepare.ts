import type { RawDocument, ReadLimits } from "../formats/room";
import type { Note } from "../model/document";
import type { Problem } from "../model/problem";
import { type Carrier, findCarrier, withoutAnsi } from "./carriers";
import { decodeText, needsDecompression } from "./decode";
import { prescan } from "./prescan";
import { storable } from "./storable";
import { parseYaml } from "./yaml";
import { yamlShape, yamlStretches } from "./yaml-shape";

const MAX_YAML_DOCUMENTS = 10_000;

export interface Source {
  bytes: Uint8Array;
  sha256: string;
  hint: string | null;
}

/** One document made ready for the rooms, or the reason why it cannot be, or the documents it carries. */
export interface Prepared {
  raw: RawDocument;
  notes: Note[];
  /** The bytes set out to be JSON and are not, or break a limit. */
  problem: Problem | null;
  carrier: Carrier | null;
  /** UTF-8 that the carrier's offsets point into. */
  utf8: Uint8Array;
}

/** Decodes, scans and parses one document; never throws. Codes: those of the scanner and of YAML, ingest/compressed. */
export function prepare(source: Source, limits: ReadLimits): Prepared {
  const decoded = decodeText(source.bytes);
  const raw: RawDocument = { ...source, json: undefined, text: decoded.text, duplicateKeys: [], limits };
  const base: Prepared = { raw, notes: decoded.notes, problem: null, carrier: null, utf8: decoded.utf8 };
  if (decoded.text === null) {
    const packed = needsDecompression(source.bytes);
    const problem = packed === null ? null : { code: "ingest/compressed", detail: `${packed} content is unpacked before it is read` };
    return { ...base, problem };
  }
  const first = firstSign(decoded.text);
  if (first === "<" || first === "") return base;
  if (first === "{" || first === "[") return prepareJson(base);
  const plain = withoutAnsi(decoded.utf8) ?? decoded.utf8;
  const carrier = findCarrier(plain, false);
  return carrier === null ? prepareYaml(base, decoded.text) : { ...base, carrier, utf8: plain };
}

function prepareJson(base: Prepared): Prepared {
  const scanned = prescan(base.utf8);
  if (!scanned.ok) {
    const broken = scanned.problem.code === "json/trailing-data" || scanned.problem.code === "json/syntax";
    const plain = broken ? (withoutAnsi(base.utf8) ?? base.utf8) : base.utf8;
    return { ...base, problem: scanned.problem, carrier: broken ? findCarrier(plain, scanned.problem.code === "json/syntax") : null, utf8: plain };
  }
  const parsed: unknown = JSON.parse(base.raw.text ?? "null");
  const { duplicateKeys, duplicateCount, unstorableEscapes } = scanned.value;
  const notes = [...base.notes];
  if (duplicateCount > 0) {
    notes.push({ level: "warning", code: "json/duplicate-keys", detail: "the same key occurs twice in one object; the last value was read", at: duplicateKeys[0] ?? "", count: duplicateCount });
  }
  if (unstorableEscapes) {
    notes.push(unstorableNote("json"));
  }
  return { ...base, notes, raw: { ...base.raw, json: unstorableEscapes ? storable(parsed) : parsed, duplicateKeys } };
}

/** Text that may be YAML: several documents are a carrier, one is parsed. Only what says it is YAML is refused as broken. */
function prepareYaml(base: Prepared, text: string): Prepared {
  const marked = /(?:^|\n)---(?:\s|$)/.test(text);
  const stretches = marked ? yamlStretches(base.utf8) : [];
  const [first] = stretches;
  if (first !== undefined && stretches.length > 1 && stretches.length <= MAX_YAML_DOCUMENTS && yamlShape(new TextDecoder().decode(base.utf8.subarray(first.start, first.end))) !== "no") {
    const parts = stretches.map(({ start, end }, i) => ({ path: `document/${i + 1}`, start, end, problem: null }));
    return { ...base, carrier: { kind: "yaml-documents", parts, trailingText: false } };
  }
  const shape = yamlShape(text);
  if (shape === "no") return base;
  const parsed = parseYaml(text);
  if (!parsed.ok) return shape === "says-so" ? { ...base, problem: parsed.problem } : base;
  if (typeof parsed.value.value !== "object" || parsed.value.value === null) return base;
  const notes = parsed.value.unstorable ? [...base.notes, unstorableNote("yaml")] : base.notes;
  return { ...base, notes, raw: { ...base.raw, yaml: parsed.value.value, yamlNumbers: parsed.value.numbers } };
}

function unstorableNote(syntax: "json" | "yaml"): Note {
  return { level: "warning", code: `${syntax}/unstorable-characters`, detail: "NUL or half a surrogate pair stands in a string; it was read as U+FFFD" };
}

function firstSign(text: string): string {
  return /\S/.exec(text)?.[0] ?? "";
}
