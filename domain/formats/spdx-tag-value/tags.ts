import { ok, type Result } from "../../model/problem";
import type { Notes } from "../shared/reading";
import { refuse } from "../shared/reading";

/** One `Tag: value`; `line` is where it starts, counted from 1. */
export interface Tag {
  name: string;
  value: string;
  line: number;
}

/** More tags than any inventory within the limits of components and relationships needs. */
const MAX_TAGS = 5_000_000;

const OPEN = "<text>";
const CLOSE = "</text>";

/**
 * Tags of a document, in one pass (SPDX 2.3 section 4.4.1 and annex on tag-value). Lines end with LF, CRLF or CR; "#"
 * opens a comment line; a value over several lines stands between <text> and </text>. Codes: spdx/tag-text (a text
 * that never ends), spdx/too-many; notes spdx/tag-line, spdx/tag-behind-text.
 */
export function readTags(text: string, notes: Notes): Result<Tag[]> {
  const tags: Tag[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const content = text.slice(at, end);
    const tag = tagOf(content);
    let next = end;
    if (tag === null) noteStray(content, line, notes);
    else {
      const opened = tag.value.startsWith(OPEN) ? text.indexOf(OPEN, at) + OPEN.length : -1;
      const closed = opened === -1 ? -1 : text.indexOf(CLOSE, opened);
      if (opened !== -1 && closed === -1) return refuse("spdx/tag-text", "a <text> is never closed: the document broke off", `line ${line}`);
      if (closed !== -1) next = lineEnd(text, closed);
      if (closed !== -1 && text.slice(closed + CLOSE.length, next).trim() !== "") notes.add("ignored", "spdx/tag-behind-text", "what stands behind </text> was not read", `line ${line}`);
      tags.push({ name: tag.name, value: closed === -1 ? tag.value : text.slice(opened, closed), line });
      if (tags.length > MAX_TAGS) return { ok: false, problem: { code: "spdx/too-many", detail: "more tags than accepted", at: `line ${line}`, limit: { name: "tags", max: MAX_TAGS } } };
    }
    line += linesIn(text, at, next) + 1;
    at = text[next] === "\r" && text[next + 1] === "\n" ? next + 2 : next + 1;
  }
  return ok(tags);
}

function tagOf(content: string): { name: string; value: string } | null {
  const match = /^[ \t]*([A-Za-z]{1,64})[ \t]*:/.exec(content);
  return match?.[1] === undefined ? null : { name: match[1], value: content.slice(match[0].length).trim() };
}

function noteStray(content: string, line: number, notes: Notes): void {
  const trimmed = content.trim();
  if (trimmed !== "" && !trimmed.startsWith("#")) notes.add("ignored", "spdx/tag-line", "lines that are neither tag nor comment were not read", `line ${line}`);
}

/** Offset of the CR or LF that ends the line at `from`, or of the end. */
function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a || unit === 0x0d) return at;
  }
  return text.length;
}

/** Line ends between two offsets; CRLF is one. */
function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) count += 1;
  }
  return count;
}
