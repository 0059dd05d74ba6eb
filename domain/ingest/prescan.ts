import type { Problem, Result } from "../model/problem";
import { PAYLOAD_KEYS, scanLimits, type ScanLimits } from "./limits";
import { escapePointer } from "../formats/shared/pointer";

export interface ScanReport {
  /** Offset behind the document's last byte (and behind white space that follows it). */
  end: number;
  tokens: number;
  /** JSON pointers of keys that occur twice in one object; the first 32. */
  duplicateKeys: string[];
  duplicateCount: number;
  /** Escapes that no database text can hold: NUL, or half of a surrogate pair. */
  unstorableEscapes: boolean;
}

/**
 * Walks one JSON document (RFC 8259, strict) in UTF-8 bytes without building it, so that what would be expensive or
 * ambiguous is refused before `JSON.parse` sees it: depth, sizes, `__proto__`, `constructor.prototype`. Linear in the
 * input. With `whole`, anything but white space behind the document is `json/trailing-data`.
 * Codes: json/syntax, json/truncated, json/trailing-data, json/limit, json/forbidden-key.
 */
export function prescan(bytes: Uint8Array, start = 0, whole = true, limits: ScanLimits = scanLimits()): Result<ScanReport> {
  const scanner = new Scanner(bytes, start, limits);
  try {
    return { ok: true, value: scanner.run(whole) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
}

class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** One open object or array. `seen` becomes a set once an object has more keys than a short list serves. */
interface Frame {
  object: boolean;
  key: string;
  count: number;
  list: string[];
  set: Set<string> | null;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const MANY_KEYS = 12;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

class Scanner {
  private readonly stack: Frame[] = [];
  private tokens = 0;
  private duplicateKeys: string[] = [];
  private duplicateCount = 0;
  private unstorable = false;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
    private readonly limits: ScanLimits,
  ) {}

  run(whole: boolean): ScanReport {
    this.space();
    this.value();
    while (this.stack.length > 0) this.next();
    this.space();
    if (whole && this.at < this.bytes.length) this.refuse("json/trailing-data", "something follows the end of the JSON document", `byte ${this.at}`);
    const { at: end, tokens, duplicateKeys, duplicateCount, unstorable: unstorableEscapes } = this;
    return { end, tokens, duplicateKeys, duplicateCount, unstorableEscapes };
  }

  /** What stands between two values of the innermost frame: its end, or a comma with the next member. */
  private next(): void {
    const frame = this.stack[this.stack.length - 1];
    if (!frame) return;
    this.space();
    const closing = frame.object ? 0x7d : 0x5d;
    if (this.bytes[this.at] === closing) {
      this.at += 1;
      this.stack.pop();
      return;
    }
    if (frame.count > 0) {
      this.expect(0x2c);
      this.space();
    }
    frame.count += 1;
    if (frame.object) this.member(frame);
    else if (frame.count > this.limits.maxItemsPerArray) this.limit("items in an array", this.limits.maxItemsPerArray, frame.count);
    this.space();
    this.value();
  }

  private member(frame: Frame): void {
    if (frame.count > this.limits.maxKeysPerObject) this.limit("keys in an object", this.limits.maxKeysPerObject, frame.count);
    if (this.bytes[this.at] !== QUOTE) this.syntax("a key in double quotes");
    const start = this.at;
    const escaped = this.string(this.limits.maxStringBytes);
    const key = this.keyText(start + 1, this.at - 1, escaped);
    const outer = this.stack[this.stack.length - 2];
    frame.key = key;
    if (key === "__proto__" || (key === "prototype" && outer?.object && outer.key === "constructor")) {
      this.refuse("json/forbidden-key", `the key ${JSON.stringify(key)} is not accepted`, this.pointer());
    }
    if (seenBefore(frame, key)) {
      this.duplicateCount += 1;
      if (this.duplicateKeys.length < 32) this.duplicateKeys.push(this.pointer());
    }
    this.space();
    this.expect(0x3a);
  }

  private value(): void {
    this.tokens += 1;
    if (this.tokens > this.limits.maxTokens) this.limit("values", this.limits.maxTokens, this.tokens);
    const byte = this.bytes[this.at];
    switch (byte) {
      case 0x7b:
      case 0x5b:
        return this.open(byte === 0x7b);
      case QUOTE:
        this.string(this.stringLimit());
        return;
      case 0x74:
        return this.word("true");
      case 0x66:
        return this.word("false");
      case 0x6e:
        return this.word("null");
      default:
        return this.number(byte);
    }
  }

  private open(object: boolean): void {
    if (this.stack.length >= this.limits.maxDepth) this.limit("depth", this.limits.maxDepth, this.stack.length + 1);
    this.at += 1;
    this.stack.push({ object, key: "", count: 0, list: [], set: null });
  }

  private stringLimit(): number {
    const frame = this.stack[this.stack.length - 1];
    return frame?.object && PAYLOAD_KEYS.has(frame.key) ? this.limits.maxPayloadBytes : this.limits.maxStringBytes;
  }

  /** Reads the string that starts at `at`; answers whether it has escapes. */
  private string(max: number): boolean {
    const { bytes } = this;
    const start = this.at + 1;
    let escaped = false;
    let at = start;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined) this.truncated(at);
      if (byte === QUOTE) break;
      if (byte < 0x20) this.syntax("no control character inside a string", at);
      if (byte === BACKSLASH) {
        escaped = true;
        at = this.escape(at);
      } else at += 1;
      if (at - start > max) this.limit("bytes in a string", max, at - start);
    }
    this.at = at + 1;
    return escaped;
  }

  private escape(at: number): number {
    const kind = this.bytes[at + 1];
    if (kind === undefined) this.truncated(at);
    if (kind !== 0x75) {
      if (!`"\\/bfnrt`.includes(String.fromCharCode(kind))) this.syntax("a known escape", at);
      return at + 2;
    }
    const unit = this.hex(at + 2);
    if (unit === 0 || (unit >= 0xdc00 && unit <= 0xdfff)) this.unstorable = true;
    if (unit < 0xd800 || unit > 0xdbff) return at + 6;
    const paired = this.bytes[at + 6] === BACKSLASH && this.bytes[at + 7] === 0x75;
    const low = paired ? this.hex(at + 8) : 0;
    if (low >= 0xdc00 && low <= 0xdfff) return at + 12;
    this.unstorable = true;
    return at + 6;
  }

  private hex(at: number): number {
    let value = 0;
    for (let i = at; i < at + 4; i += 1) {
      const byte = this.bytes[i];
      if (byte === undefined) this.truncated(i);
      const digit = hexDigit(byte);
      if (digit < 0) this.syntax("four hexadecimal digits", i);
      value = value * 16 + digit;
    }
    return value;
  }

  private number(first: number | undefined): void {
    if (first === undefined) this.truncated(this.at);
    const start = this.at;
    if (first === 0x2d) this.at += 1;
    if (this.bytes[this.at] === 0x30) this.at += 1;
    else this.digits();
    if (this.bytes[this.at] === 0x2e) {
      this.at += 1;
      this.digits();
    }
    if (((this.bytes[this.at] ?? 0) | 0x20) === 0x65) {
      this.at += 1;
      if (this.bytes[this.at] === 0x2b || this.bytes[this.at] === 0x2d) this.at += 1;
      this.digits();
    }
    if (this.at - start > this.limits.maxNumberChars) this.limit("characters in a number", this.limits.maxNumberChars, this.at - start);
  }

  private digits(): void {
    const start = this.at;
    while (isDigit(this.bytes[this.at])) this.at += 1;
    if (this.at === start) this.syntax("a JSON value");
  }

  private word(text: string): void {
    for (let i = 0; i < text.length; i += 1) {
      if (this.bytes[this.at + i] !== text.charCodeAt(i)) this.syntax("true, false or null", this.at + i);
    }
    this.at += text.length;
  }

  private space(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  private expect(byte: number): void {
    if (this.bytes[this.at] !== byte) this.syntax(`"${String.fromCharCode(byte)}"`);
    this.at += 1;
  }

  private keyText(start: number, end: number, escaped: boolean): string {
    const text = end - start <= 32 ? this.shortText(start, end) : decoder.decode(this.bytes.subarray(start, end));
    return escaped ? String(JSON.parse(`"${text}"`)) : text;
  }

  /** Short ASCII keys are nearly all keys; the decoder is too slow to call for each. */
  private shortText(start: number, end: number): string {
    let text = "";
    for (let at = start; at < end; at += 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte >= 0x80) return decoder.decode(this.bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  private pointer(): string {
    return this.stack.map((frame) => `/${frame.object ? escapePointer(frame.key) : Math.max(0, frame.count - 1)}`).join("");
  }

  private truncated(at: number): never {
    return this.refuse("json/truncated", "the document ends in the middle", `byte ${at}`);
  }

  private syntax(expected: string, at = this.at): never {
    if (at >= this.bytes.length) this.truncated(at);
    return this.refuse("json/syntax", `expected ${expected}`, `byte ${at}`);
  }

  private limit(name: string, max: number, got: number): never {
    throw new Refusal({ code: "json/limit", detail: `more ${name} than accepted`, at: this.pointer(), limit: { name, max, got } });
  }

  private refuse(code: string, detail: string, at: string): never {
    throw new Refusal({ code, detail, at });
  }
}

function seenBefore(frame: Frame, key: string): boolean {
  if (frame.set) {
    const seen = frame.set.has(key);
    frame.set.add(key);
    return seen;
  }
  const seen = frame.list.includes(key);
  if (!seen) frame.list.push(key);
  if (frame.list.length > MANY_KEYS) frame.set = new Set(frame.list);
  return seen;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
