import { assessLevel, type Candidate } from "./assess-level";
import type { ExpectationPoint, ExpectedProvenance, ProvenanceAssessment, ProvenanceExpectation } from "./model";
import { matchesImageGlob } from "../verification/image-glob";

type Expectations = ProvenanceAssessment["expectations"];

/** Whether anything is expected at all: a version without any word takes back what was expected. */
export function expectsAnything(expected: ExpectedProvenance): boolean {
  return [expected.sourceRepository, expected.builderId, expected.ref, expected.workflow, expected.minimumLevel].some((one) => one !== null);
}

/**
 * Holds what a team expects of an image line's builds against the provenance of one digest: the verified one where there
 * is one, else what is held. Met only by verified provenance; unverified provenance may show a violation and proves
 * nothing else; what is not stated cannot be told.
 */
export function assessExpectations(expected: ProvenanceExpectation | null, candidates: readonly Candidate[], approved: readonly string[] | null): Expectations {
  if (expected === null) return { version: null, state: "none", says: "Nobody has said what is expected of this image's builds.", points: [] };
  const held = candidates.filter(({ record }) => record.state !== "invalid" && record.subjectMatches !== false);
  const proven = held.filter((one) => one.proven);
  const used = proven.length > 0 ? proven : held;
  const points = pointsOf(expected, used, proven, approved);
  const count = (state: ExpectationPoint["state"]): number => points.filter((one) => one.state === state).length;
  const state = count("violated") > 0 ? "violated" : count("cannot_tell") > 0 || points.length === 0 ? "cannot_tell" : "met";
  return { version: expected.version, state, says: say(state, points, proven.length > 0, held.length > 0), points };
}

/**
 * What contradicts is found in any of them. Otherwise one verified provenance has to say all of it: the one that says
 * most is held against it, since parts said by several may be of several builds.
 */
function pointsOf(expected: ProvenanceExpectation, used: readonly Candidate[], proven: readonly Candidate[], approved: readonly string[] | null): ExpectationPoint[] {
  const count = (points: ExpectationPoint[], state: ExpectationPoint["state"]): number => points.filter((one) => one.state === state).length;
  const together = pointsFrom(expected, used, approved);
  if (proven.length < 2 || count(together, "violated") > 0) return together;
  const each = proven.map((one) => pointsFrom(expected, [one], approved));
  return each.toSorted((a, b) => count(a, "violated") - count(b, "violated") || count(b, "met") - count(a, "met"))[0] ?? together;
}

function pointsFrom(expected: ProvenanceExpectation, used: readonly Candidate[], approved: readonly string[] | null): ExpectationPoint[] {
  return [
    point("source repository", expected.sourceRepository, used, ({ record }) => record.source, sameRepository),
    point("builder", expected.builderId, used, ({ record }) => record.builderId, (want, got) => want === got || want === got.split("@")[0]),
    point("branch or tag", expected.ref, used, ({ record }) => record.provenance?.sourceRef ?? null, matchesImageGlob),
    point("workflow", expected.workflow, used, ({ record }) => record.provenance?.entryPoint ?? null, (want, got) => want === got),
    levelPoint(expected.minimumLevel, used, approved),
  ].filter((one) => one !== null);
}

/** What one provenance says of what may be expected: the verified one where there is one. The builder without its @ref. */
export function statedProvenance(candidates: readonly Candidate[], approved: readonly string[] | null): { proven: boolean; expected: ExpectedProvenance } | null {
  const held = candidates.filter(({ record }) => record.state !== "invalid" && record.subjectMatches !== false);
  const used = held.find((one) => one.proven) ?? held[0];
  if (used === undefined) return null;
  const { record, proven } = used;
  const { supports } = assessLevel([used], approved);
  return {
    proven,
    expected: {
      sourceRepository: record.provenance?.sourceRepository ?? record.source, builderId: record.builderId?.split("@")[0] ?? null,
      ref: record.provenance?.sourceRef ?? null, workflow: record.provenance?.entryPoint ?? null, minimumLevel: proven && supports !== 0 ? supports : null,
    },
  };
}

function point(what: ExpectationPoint["what"], expected: string | null, used: readonly Candidate[], pick: (one: Candidate) => string | null, fits: (want: string, got: string) => boolean): ExpectationPoint | null {
  if (expected === null) return null;
  const stated = used.map((one) => ({ one, got: pick(one) })).filter((entry): entry is { one: Candidate; got: string } => entry.got !== null);
  const wrong = stated.find(({ got }) => !fits(expected, got));
  const shown = wrong ?? stated.find(({ one }) => one.proven) ?? stated[0];
  const base = { what, expected, got: shown?.got ?? null, evidence: shown ? [shown.one.record.evidence] : [] };
  if (shown === undefined) return { ...base, state: "cannot_tell", because: used.length === 0 ? "No provenance of this digest is held that could say it" : "The provenance does not say it" };
  if (wrong !== undefined) return { ...base, state: "violated", because: wrong.one.proven ? "Verified provenance says otherwise" : "Provenance says otherwise; it is not verified, and nothing verified says what is expected" };
  return shown.one.proven ? { ...base, state: "met", because: "Verified provenance says so" } : { ...base, state: "cannot_tell", because: "Provenance says so, and it is not verified" };
}

/** The level of the verified provenance alone: what is not verified shows neither that a level is reached nor that it is not. */
function levelPoint(minimum: ProvenanceExpectation["minimumLevel"], used: readonly Candidate[], approved: readonly string[] | null): ExpectationPoint | null {
  if (minimum === null) return null;
  const level = assessLevel(used, approved);
  const proven = used.some((one) => one.proven);
  const base = { what: "build level" as const, expected: minimum === 3 ? "L3" : `L${minimum} or higher`, got: used.length === 0 ? null : `L${level.supports}`, evidence: level.evidence === null ? [] : [level.evidence] };
  if (used.length === 0) return { ...base, state: "cannot_tell", because: "No provenance of this digest is held that could say it" };
  if (!proven) return { ...base, state: "cannot_tell", because: "The provenance is not verified, and no expected level is met by unverified provenance" };
  if (level.supports >= minimum) return { ...base, state: "met", because: "Verified provenance supports it" };
  return { ...base, state: "violated", because: "Verified provenance supports less" };
}

function say(state: Expectations["state"], points: readonly ExpectationPoint[], proven: boolean, held: boolean): string {
  if (state === "met") return "Verified provenance is as expected.";
  const wrong = points.filter((one) => one.state === "violated");
  const [first] = wrong;
  if (first !== undefined) {
    const more = wrong.length > 1 ? ` And ${wrong.length - 1} more.` : "";
    return `Not as expected: the ${first.what} is ${first.got ?? "not stated"}, expected was ${first.expected}${proven ? "" : " (by unverified provenance)"}.${more}`;
  }
  if (!held) return "What is expected of this image's builds cannot be told: no provenance of this digest is held.";
  return proven ? "What is expected cannot be told in full: the provenance does not say all of it." : "What is expected cannot be told: the provenance is not verified.";
}

/**
 * Scheme prefix, `.git`, a ref and the case of the host make no other repository. What programs read in more than one way
 * (a backslash, a query, white space, a control character) stays as it is and equals only itself.
 */
export function normalRepository(text: string): string {
  if (/[\\?\s\p{Cc}]/u.test(text.trim())) return text;
  const bare = text.trim().replace(/^git\+/, "").replace(/^ssh:\/\/git@/, "https://").split("#")[0] ?? "";
  const scheme = /^([a-z][a-z0-9+.-]*:\/\/)([^/]*)(.*)$/i.exec(bare);
  const [, , host = "", path = bare] = scheme ?? [];
  const withoutRef = path.split("@")[0] ?? path;
  return `${host.replace(/^.*@/, "").toLowerCase()}${withoutRef.replace(/\/+$/, "").replace(/\.git$/, "")}`;
}

const sameRepository = (want: string, got: string): boolean => normalRepository(want) === normalRepository(got);
