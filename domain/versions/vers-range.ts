import { fail, ok, type Result } from "../model/problem";
import { apk } from "./apk";
import { schemeOf } from "./registry";
import type { Order, Version, VersionRoom } from "./room";
import { semver } from "./semver";

type Comparator = "=" | "!=" | "<" | "<=" | ">" | ">=";

interface Constraint {
  comparator: Comparator;
  text: string;
  /** Null where the scheme does not understand the version: it equals its own text and compares with nothing. */
  version: Version | null;
}

/** A VERS range ("vers:npm/>=1.0.0|<1.4.2"). `constraints` null is `*`, every version. */
export interface VersRange {
  type: string;
  room: VersionRoom;
  constraints: Constraint[] | null;
}

/** The range that holds no version at all. */
export const NO_VERSION = "vers:none/*";

const MAX_RANGE_LENGTH = 8_192;
const MAX_CONSTRAINTS = 256;

/** Types of VERS that are not types of purl. */
const OWN_TYPES: ReadonlyMap<string, VersionRoom> = new Map([["alpine", apk], ["semver", semver]]);

/**
 * Reads a range by the VERS specification: comparators "=", "!=", "<", "<=", ">", ">=", versions percent-encoded,
 * constraints parted by "|", each version once, in any order. Codes: `versions/too-long`, `versions/vers`,
 * `versions/vers-constraint`, `versions/vers-duplicate`.
 */
export function parseVersRange(written: string): Result<VersRange> {
  if (written.length > MAX_RANGE_LENGTH) return fail({ code: "versions/too-long", detail: "a range is too long", limit: { name: "range length", max: MAX_RANGE_LENGTH, got: written.length } });
  const found = /^vers:([a-z][a-z0-9.-]{0,63})\/(.+)$/.exec(written.replaceAll(" ", ""));
  const [, type, list] = found ?? [];
  if (type === undefined || list === undefined) return fail({ code: "versions/vers", detail: "a range is vers:<type>/<constraints>" });
  const room = OWN_TYPES.get(type) ?? schemeOf(type);
  if (type === "none") return list === "*" ? ok({ type, room, constraints: [] }) : fail({ code: "versions/vers-constraint", detail: "vers:none takes * alone" });
  if (list === "*") return ok({ type, room, constraints: null });
  if (type === "all") return fail({ code: "versions/vers-constraint", detail: "vers:all takes * alone" });
  const pieces = list.split("|");
  if (pieces.length > MAX_CONSTRAINTS) return fail({ code: "versions/too-long", detail: "a range has too many constraints", limit: { name: "constraints", max: MAX_CONSTRAINTS, got: pieces.length } });
  const constraints = pieces.map((piece) => readConstraint(piece, room));
  const bad = constraints.indexOf(null);
  if (bad !== -1) return fail({ code: "versions/vers-constraint", detail: "a constraint is a comparator and a version", at: `constraint ${bad + 1}` });
  const whole = constraints.filter((one) => one !== null);
  if (new Set(whole.map(({ text }) => text)).size < whole.length) return fail({ code: "versions/vers-duplicate", detail: "each version stands in a range once" });
  return ok({ type, room, constraints: whole });
}

function readConstraint(piece: string, room: VersionRoom): Constraint | null {
  const [, written = "", encoded = ""] = /^(!=|<=|>=|[=<>])?(.*)$/s.exec(piece) ?? [];
  const text = decode(encoded);
  if (text === null || text === "" || /[*<>=!|]/.test(text)) return null;
  const version = room.parse(text);
  return { comparator: (written === "" ? "=" : written) as Comparator, text, version: version.ok ? version.value : null };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Whether a version is in the range; null where the scheme cannot say, which is neither yes nor no. */
export function inVersRange(range: VersRange, text: string): boolean | null {
  if (range.constraints === null) return true;
  if (range.constraints.length === 0) return false;
  const named = range.constraints.find((one) => one.text === text);
  if (named !== undefined) return includesItself(named);
  const read = range.room.parse(text);
  const ways = range.constraints.map((one) => ({ ...one, way: read.ok && one.version !== null ? range.room.compare(read.value, one.version) : null }));
  const equal = ways.find(({ way }) => way === 0);
  if (equal !== undefined) return includesItself(equal);
  if (ways.some(({ way }) => way === null)) return null;
  const bounds = ways.filter(({ comparator }) => comparator !== "=" && comparator !== "!=");
  if (bounds.length === 0) return ways.every(({ comparator }) => comparator === "!=");
  return between(sorted(bounds, range.room));
}

const includesItself = ({ comparator }: Constraint): boolean => comparator === "=" || comparator === "<=" || comparator === ">=";

type Bound = Constraint & { way: Order | null };

function sorted(bounds: Bound[], room: VersionRoom): Bound[] {
  return bounds.toSorted((a, b) => (a.version === null || b.version === null ? 0 : (room.compare(a.version, b.version) ?? 0)));
}

/**
 * Bounds from low to high make intervals; the version equals none of them. Of several lower bounds in a row the first
 * holds, of several upper ones the last.
 */
function between(bounds: readonly Bound[]): boolean {
  const upper = (one: Bound | undefined): boolean => one?.comparator.startsWith("<") === true;
  // The nearest bound below and above: the version is inside where an interval covers the place between them.
  const at = bounds.findIndex(({ way }) => way === -1);
  const [below, above] = at === -1 ? [bounds.at(-1), undefined] : [bounds[at - 1], bounds[at]];
  if (upper(above)) return true;
  return below !== undefined && !upper(below);
}
