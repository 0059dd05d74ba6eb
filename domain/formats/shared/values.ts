import type { NamedIdentity, Sha256Hex } from "../../model/identity";

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a format that is written in JSON and in YAML alike holds. */
export function valueOf(document: { json: unknown; yaml?: unknown }): unknown {
  return document.json ?? document.yaml;
}

/** The member as an object, or an empty one: for reading on without a chain of questions. */
export function objectAt(value: unknown, key: string): JsonObject {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : {};
}

export function listAt(value: unknown, key: string): unknown[] {
  const member = isObject(value) ? value[key] : undefined;
  return Array.isArray(member) ? member : [];
}

/** Text with something in it, else null. Numbers and objects are no text. */
export function textAt(value: unknown, key: string): string | null {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === "string" && member !== "" ? member : null;
}

export function numberAt(value: unknown, key: string): number | null {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === "number" && Number.isFinite(member) ? member : null;
}

export function textsAt(value: unknown, key: string): string[] {
  return listAt(value, key).filter((item): item is string => typeof item === "string");
}

/** String members of an object: annotations, labels, digest sets. */
export function stringMap(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** Hex of "sha256:<hex>" (or bare hex), lower case; null for anything else. */
export function sha256Hex(value: unknown): Sha256Hex | null {
  return typeof value === "string" ? (SHA256.exec(value.trim())?.[1]?.toLowerCase() ?? null) : null;
}

/** Splits "registry/repo:tag@sha256:<hex>"; null where the reference carries no digest. */
export function digestOfReference(value: unknown): { name: string; sha256: Sha256Hex } | null {
  if (typeof value !== "string" || value.length > 2048) return null;
  const at = value.lastIndexOf("@");
  const hex = sha256Hex(value.slice(at + 1));
  return at > 0 && hex !== null ? { name: value.slice(0, at), sha256: hex } : null;
}

/** An identity from a reference with a digest, in a list so that it can be spread. */
export function repoDigest(value: unknown, at: string): NamedIdentity[] {
  const found = digestOfReference(value);
  return found === null ? [] : [{ type: "repo-digest", sha256: found.sha256, name: found.name, at }];
}

export function identity(type: NamedIdentity["type"], value: unknown, at: string, name?: string | null): NamedIdentity[] {
  const hex = sha256Hex(value);
  return hex === null ? [] : [{ type, sha256: hex, ...(name ? { name } : {}), at }];
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d|UTC)?$/i;

/** An instant as ISO 8601 UTC to the second; without zone it is read as UTC. Null for no date and for zero times (year 1). */
export function instant(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 64) return null;
  const match = INSTANT.exec(value.trim());
  if (!match || Number(match[1]) < 1970) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", zone] = match;
  const offset = zone === undefined || /^(z|utc)$/i.test(zone) ? "Z" : zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(millis) ? null : new Date(millis).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** How often each word occurs; a missing word counts as `missing`. Keys keep the order of first sight. */
export function tally(words: Iterable<string | null | undefined>, missing = "null"): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word ?? missing, (counts.get(word ?? missing) ?? 0) + 1);
  return Object.fromEntries(counts);
}

export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`;
}
