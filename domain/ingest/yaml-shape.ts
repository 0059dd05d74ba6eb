/** What the lines that start in the first column show, without parsing: cheap enough to ask of any text. */
export type YamlShape = "no" | "maybe" | "says-so";

const KEY = /^(?:"[^"\n]{1,256}"|'[^'\n]{1,256}'|[A-Za-z_$][\w$./-]{0,255}) *:(?:\s|$)/;
/** A file that opens so and breaks later was meant as YAML: it is refused by name, not kept as unknown. */
const SAYS_SO = /^(?:apiVersion|spdxVersion) *:(?:\s|$)/;
/** SPDX tag-value looks like YAML until a tag occurs again, and its licence texts hold whatever they like. */
const TAG_VALUE = /^SPDXVersion *:/;
/** Lines that may stand in the first column beside keys: closers of a list or map opened above. */
const CLOSER = /^[\]}][\]},\s]*$/;

/**
 * Whether text may be one YAML document: every line in the first column is a key (none twice), a list item, a comment or a marker.
 * Tag-value files repeat their keys, prose has words: neither is ever handed to the parser.
 */
export function yamlShape(text: string): YamlShape {
  const seen = new Set<string>();
  let content = 0;
  let items = 0;
  let saysSo = false;
  let clean = true;
  for (const line of firstColumnLines(text)) {
    if (line.startsWith("#") || line.startsWith("%") || isMarker(line)) continue;
    if (TAG_VALUE.test(line)) return "no";
    const key = KEY.exec(line)?.[0];
    const item = line.startsWith("- ") || line === "-";
    content += 1;
    if (clean && content <= 2 && SAYS_SO.test(line)) saysSo = true;
    if (item) items += 1;
    else if (key === undefined ? !CLOSER.test(line) : seen.has(key)) clean = false;
    if (key !== undefined) seen.add(key);
    if (!clean && !saysSo && content > 64) return "no";
  }
  if (saysSo) return "says-so";
  return clean && content > 0 && (seen.size > 0 || items > 0) ? "maybe" : "no";
}

/** Offsets (in bytes) where documents of a stream start and end. Only markers part them, wherever they stand (YAML 1.2.2 section 9.1). */
export function yamlStretches(utf8: Uint8Array): { start: number; end: number }[] {
  const starts = [0];
  for (let at = 0; at !== -1 && at < utf8.length; ) {
    if (at > 0 && utf8[at] === 0x2d && utf8[at + 1] === 0x2d && utf8[at + 2] === 0x2d && endsMarker(utf8[at + 3])) starts.push(at);
    const newline = utf8.indexOf(0x0a, at);
    at = newline === -1 ? -1 : newline + 1;
  }
  const stretches = starts.map((start, i) => ({ start, end: starts[i + 1] ?? utf8.length }));
  return stretches.filter(({ start, end }) => hasContent(new TextDecoder().decode(utf8.subarray(start, end))));
}

function endsMarker(byte: number | undefined): boolean {
  return byte === undefined || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function isMarker(line: string): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)/.test(line);
}

/** A stretch of comments, directives and markers is no document. */
function hasContent(text: string): boolean {
  return text.split("\n").some((line) => !/^\s*(?:#.*)?$/.test(line) && !/^(?:%.*|---\s*(?:#.*)?|\.\.\.\s*)$/.test(line));
}

function* firstColumnLines(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    const sign = text.charCodeAt(at);
    if (end > at && sign !== 0x20 && sign !== 0x09 && sign !== 0x0d) yield text.slice(at, Math.min(end, at + 512)).trimEnd();
    at = end + 1;
  }
}
