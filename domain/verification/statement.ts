import { isObject, listAt, stringMap, textAt, type JsonObject } from "../formats/shared/values";
import { decided, undecided } from "./check-list";
import type { Check } from "./model";
import { readSignedJson } from "./read-json";

const IN_TOTO_PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** Statement types of the in-toto attestation framework. */
const STATEMENT_TYPES = ["https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1"];

/** Digests of the artifact a document must be about; sha256 always, the longer ones where its bytes are at hand. */
export interface SubjectDigests {
  sha256: string;
  sha384?: string;
  sha512?: string;
}

export interface StatementReading {
  checks: Check[];
  predicateType: string | null;
}

/**
 * Reads a signed in-toto statement and checks what its signature does not: payload type, statement type, that no key
 * occurs twice, that some subject names exactly the digest it is shown under, and the requested predicate type.
 * A valid signature over a statement about another digest is worth nothing here (in-toto Statement v1, subject).
 */
export function checkStatement(
  payloadType: string,
  payload: Uint8Array,
  digests: SubjectDigests,
  wanted: string | undefined,
): StatementReading {
  const checks: Check[] = [
    decided("payload-type", payloadType === IN_TOTO_PAYLOAD_TYPE, IN_TOTO_PAYLOAD_TYPE, payloadType),
  ];
  const read = readSignedJson(payload);
  if (!read.ok) {
    const why = `the payload is no readable JSON: ${read.problem.code}, ${read.problem.detail}`;
    checks.push(decided("statement-type", false, STATEMENT_TYPES.join(" or "), why));
    checks.push(undecided("subject", `sha256:${digests.sha256}`, why));
    if (wanted !== undefined) checks.push(undecided("predicate-type", wanted, why));
    return { checks, predicateType: null };
  }
  const { value, duplicateKeys } = read.value;
  const predicateType = textAt(value, "predicateType");
  checks.push(
    decided(
      "duplicate-keys",
      duplicateKeys.length === 0,
      "none",
      duplicateKeys.length === 0 ? "none" : duplicateKeys.join(", "),
    ),
  );
  checks.push(typeCheck(value), subjectCheck(value, digests));
  if (wanted !== undefined) {
    checks.push(
      decided(
        "predicate-type",
        predicateType !== null && samePredicateType(predicateType, wanted),
        wanted,
        predicateType ?? "none stated",
      ),
    );
  }
  return { checks, predicateType };
}

/** Tools write predicate types with and without "https://"; the rest is compared exactly. */
export function samePredicateType(a: string, b: string): boolean {
  return withoutScheme(a) === withoutScheme(b);
}

function withoutScheme(text: string): string {
  return text.startsWith("https://") ? text.slice("https://".length) : text;
}

function typeCheck(statement: JsonObject): Check {
  const type = textAt(statement, "_type");
  return decided(
    "statement-type",
    type !== null && STATEMENT_TYPES.includes(type),
    STATEMENT_TYPES.join(" or "),
    type ?? "none stated",
  );
}

function subjectCheck(statement: JsonObject, digests: SubjectDigests): Check {
  const sets = listAt(statement, "subject").map((subject) => stringMap(isObject(subject) ? subject.digest : null));
  const found = sets.some((set) =>
    set.sha256 !== undefined ? set.sha256.toLowerCase() === digests.sha256 : longerMatches(set, digests),
  );
  return decided("subject", found, `sha256:${digests.sha256}`, namesOf(sets));
}

function longerMatches(set: Record<string, string>, digests: SubjectDigests): boolean {
  return (["sha512", "sha384"] as const).some(
    (name) => digests[name] !== undefined && set[name]?.toLowerCase() === digests[name],
  );
}

function namesOf(sets: Record<string, string>[]): string {
  const named = sets.map(
    (set) => Object.entries(set).map(([algorithm, hex]) => `${algorithm}:${hex}`)[0] ?? "no digest",
  );
  if (named.length === 0) return "no subject";
  return named.length > 5 ? `${named.slice(0, 5).join(", ")} and ${named.length - 5} more` : named.join(", ");
}
