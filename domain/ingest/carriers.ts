import type { Problem } from "../model/problem";
import { prescan } from "./prescan";

/** A piece of a carrier: one JSON document, or a stretch that should have been one. */
export interface Part {
  path: string;
  start: number;
  end: number;
  /** Set where the piece is no JSON: it is kept as a refused child, so that nothing is lost in silence. */
  problem: Problem | null;
}

export type CarrierKind = "json-lines" | "json-sequence" | "chatter" | "yaml-documents";

export interface Carrier {
  kind: CarrierKind;
  parts: Part[];
  /** Text stood behind the JSON: formats that are signed or that excuse findings are not taken out of that. */
  trailingText: boolean;
}

const MAX_PARTS = 10_000;
/** Each failed start may have walked the whole rest of the file. */
const MAX_FAILED_STARTS = 8;
const NEWLINE = 0x0a;

/**
 * JSON documents inside bytes that are no single JSON document: one per line, several in a row, or one between lines
 * of a tool's chatter. Null where that is not what the bytes show. Where the first document is broken inside, only
 * lines are tried: looking for pieces in a broken document would read what its author never said.
 */
export function findCarrier(utf8: Uint8Array, firstIsBroken: boolean): Carrier | null {
  return jsonLines(utf8) ?? (firstIsBroken ? null : (sequence(utf8) ?? chatter(utf8)));
}

/** Every non-empty line opens an object or array, and at least one line is a whole document. */
function jsonLines(utf8: Uint8Array): Carrier | null {
  const parts: Part[] = [];
  let whole = 0;
  for (const { start, end } of lines(utf8)) {
    const text = utf8.subarray(start, end);
    if (isBlank(text)) continue;
    if (parts.length >= MAX_PARTS || !opensJson(text[0])) return null;
    const scanned = prescan(text);
    if (scanned.ok) whole += 1;
    else if (parts.length === 0 && text.length < 3) return null;
    parts.push({ path: `line/${parts.length + 1}`, start, end, problem: scanned.ok ? null : scanned.problem });
  }
  return whole > 0 && parts.length > 1 ? { kind: "json-lines", parts, trailingText: false } : null;
}

/** Several documents one after the other, each over as many lines as it likes, and nothing else. */
function sequence(utf8: Uint8Array): Carrier | null {
  const parts: Part[] = [];
  let at = 0;
  while (at < utf8.length) {
    if (!opensJson(utf8[skipSpace(utf8, at)]) || parts.length >= MAX_PARTS) return null;
    const scanned = prescan(utf8, at, false);
    if (!scanned.ok) return null;
    parts.push({ path: `document/${parts.length + 1}`, start: at, end: scanned.value.end, problem: null });
    at = scanned.value.end;
  }
  return parts.length > 1 ? { kind: "json-sequence", parts, trailingText: false } : null;
}

/** Lines of text around whole JSON documents that start at a line's beginning and make up most of the bytes. */
function chatter(utf8: Uint8Array): Carrier | null {
  const parts: Part[] = [];
  let json = 0;
  let lastEnd = 0;
  let failures = 0;
  for (const { start } of lines(utf8)) {
    if (start < lastEnd || !opensJson(utf8[start])) continue;
    const scanned = prescan(utf8, start, false);
    if (!scanned.ok && (failures += 1) > MAX_FAILED_STARTS) return null;
    if (!scanned.ok || scanned.value.tokens < 3) continue;
    if (parts.length >= MAX_PARTS) return null;
    parts.push({ path: `document/${parts.length + 1}`, start, end: scanned.value.end, problem: null });
    json += scanned.value.end - start;
    lastEnd = scanned.value.end;
  }
  if (parts.length === 0 || json * 2 < utf8.length) return null;
  return { kind: "chatter", parts, trailingText: lastEnd < utf8.length };
}

/** The same bytes without ANSI colour sequences, null where there are none. */
export function withoutAnsi(utf8: Uint8Array): Uint8Array | null {
  if (!utf8.includes(0x1b)) return null;
  const kept = new Uint8Array(utf8.length);
  let length = 0;
  for (let at = 0; at < utf8.length; at += 1) {
    const end = utf8[at] === 0x1b && utf8[at + 1] === 0x5b ? sequenceEnd(utf8, at + 2) : -1;
    if (end === -1) kept[length++] = utf8[at] ?? 0;
    else at = end;
  }
  return kept.subarray(0, length);
}

/** Offset of the final byte of a control sequence (ECMA-48 section 5.4), -1 where it is none within 32 bytes. */
function sequenceEnd(utf8: Uint8Array, from: number): number {
  for (let at = from; at < from + 32; at += 1) {
    const byte = utf8[at] ?? 0;
    if (byte >= 0x40 && byte <= 0x7e) return at;
    if (byte < 0x20 || byte > 0x3f) return -1;
  }
  return -1;
}

function* lines(utf8: Uint8Array): Generator<{ start: number; end: number }> {
  let start = 0;
  while (start < utf8.length) {
    const newline = utf8.indexOf(NEWLINE, start);
    const end = newline === -1 ? utf8.length : newline;
    yield { start, end };
    start = end + 1;
  }
}

function isBlank(text: Uint8Array): boolean {
  return skipSpace(text, 0) === text.length;
}

function skipSpace(utf8: Uint8Array, from: number): number {
  let at = from;
  while (at < utf8.length && (utf8[at] === 0x20 || utf8[at] === NEWLINE || utf8[at] === 0x0d || utf8[at] === 0x09)) at += 1;
  return at;
}

function opensJson(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}
