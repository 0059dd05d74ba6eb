import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type Scalar } from "yaml";
import { escapePointer } from "../formats/shared/pointer";
import type { Problem, Result } from "../model/problem";
import { DEFAULT_YAML_LIMITS, type YamlLimits } from "./limits";

export interface YamlDocument {
  /** Maps, lists and scalars of the core schema: what JSON could hold as well. */
  value: unknown;
  /** NUL or half a surrogate pair stood in a string; it was read as U+FFFD. */
  unstorable: boolean;
  /** Numbers written otherwise than they print ("1.10"), as written, by JSON pointer: where they were meant as text. */
  numbers: ReadonlyMap<string, string>;
}

class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/**
 * One YAML 1.2 document (core schema) as a plain value. Nothing is expanded, so that the value is never larger than
 * the text: aliases, anchors' merge keys and tags that make other types are refused, not followed. Keys are text and
 * occur once. Codes: yaml/syntax, yaml/limit, yaml/alias, yaml/duplicate-keys, yaml/key, yaml/tag, yaml/forbidden-key.
 */
export function parseYaml(text: string, limits: YamlLimits = DEFAULT_YAML_LIMITS): Result<YamlDocument> {
  if (text.length > limits.maxChars) return { ok: false, problem: over("characters of YAML", limits.maxChars, text.length, "") };
  try {
    if (opensTooDeep(text)) return { ok: false, problem: over("depth", limits.maxDepth, null, "") };
    const parsed = parseDocument(text, { version: "1.2", schema: "core", merge: false, uniqueKeys: false, logLevel: "silent", prettyErrors: false });
    const [error] = parsed.errors;
    if (error !== undefined) return { ok: false, problem: { code: "yaml/syntax", detail: `no well-formed YAML (${error.code})`, at: lineOf(text, error.pos[0]) } };
    const builder = new Builder(limits);
    const value = builder.build(parsed.contents, "", 0);
    return { ok: true, value: { value, unstorable: builder.unstorable, numbers: builder.numbers } };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, problem: thrown.problem };
    if (thrown instanceof RangeError) return { ok: false, problem: over("depth", limits.maxDepth, null, "") };
    throw thrown;
  }
}

/** As many brackets in a row would end the parser's own stack. Counted, since a pattern would try again at each bracket. */
const MAX_OPEN_BRACKETS = 256;

function opensTooDeep(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5b || sign === 0x7b) open += 1;
    else if (sign !== 0x20 && sign !== 0x0a && sign !== 0x0d && sign !== 0x09) open = 0;
    if (open === MAX_OPEN_BRACKETS) return true;
  }
  return false;
}

class Builder {
  unstorable = false;
  readonly numbers = new Map<string, string>();
  private nodes = 0;

  constructor(private readonly limits: YamlLimits) {}

  build(node: Node | null, at: string, depth: number): unknown {
    if (depth > this.limits.maxDepth) throw new Refusal(over("depth", this.limits.maxDepth, depth, at));
    if ((this.nodes += 1) > this.limits.maxNodes) throw new Refusal(over("values", this.limits.maxNodes, this.nodes, at));
    if (node === null) return null;
    if (isAlias(node)) throw aliasAt(node, at);
    if (isMap(node)) return this.map(node.items as Pair<Node, Node | null>[], at, depth);
    if (isSeq(node)) return node.items.map((item, i) => this.build(item as Node | null, `${at}/${i}`, depth + 1));
    if (isScalar(node)) return this.scalar(node, at);
    throw new Refusal({ code: "yaml/tag", detail: "a value of a kind that JSON does not know", at });
  }

  private map(pairs: Pair<Node, Node | null>[], at: string, depth: number): Record<string, unknown> {
    if (pairs.length > this.limits.maxKeysPerMap) throw new Refusal(over("keys in a map", this.limits.maxKeysPerMap, pairs.length, at));
    const members = new Map<string, unknown>();
    for (const pair of pairs) {
      const key = this.key(pair.key, at);
      const place = `${at}/${escapePointer(key)}`;
      if (key === "__proto__") throw new Refusal({ code: "yaml/forbidden-key", detail: `the key "${key}" is not accepted`, at: place });
      if (members.has(key)) throw new Refusal({ code: "yaml/duplicate-keys", detail: "the same key occurs twice in one map", at: place });
      members.set(key, this.build(pair.value, place, depth + 1));
    }
    return Object.fromEntries(members);
  }

  /** Keys are text; a number or truth value written as a key is the text that stands there. */
  private key(node: unknown, at: string): string {
    if (isAlias(node)) throw aliasAt(node, at);
    if (!isScalar(node) || node.value === null) throw new Refusal({ code: "yaml/key", detail: "a key is text", at });
    const text = typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
    if (text.length > this.limits.maxKeyChars) throw new Refusal(over("characters in a key", this.limits.maxKeyChars, text.length, at));
    return this.text(text);
  }

  private scalar(node: Scalar, at: string): unknown {
    const { value } = node;
    if (typeof value === "string") return this.text(value);
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "number" && node.source !== undefined && node.source !== String(value)) this.numbers.set(at, node.source);
    if (typeof value === "number") return Number.isFinite(value) ? value : (node.source ?? null);
    throw new Refusal({ code: "yaml/tag", detail: "a value of a type that JSON does not know", at });
  }

  private text(text: string): string {
    const clean = text.toWellFormed().replaceAll("\0", "\ufffd");
    if (clean !== text) this.unstorable = true;
    return clean;
  }
}

function aliasAt(node: Alias, at: string): Refusal {
  return new Refusal({ code: "yaml/alias", detail: `an alias (*${node.source.slice(0, 64)}) is not followed`, at });
}

function over(name: string, max: number, got: number | null, at: string): Problem {
  return { code: "yaml/limit", detail: `more ${name} than accepted`, at, limit: { name, max, ...(got === null ? {} : { got }) } };
}

function lineOf(text: string, offset: number): string {
  return `line ${text.slice(0, offset).split("\n").length}`;
}
