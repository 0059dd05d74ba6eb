import type { DetectionFact, Severity } from "../../../model/document";
import { normaliseSeverity, severityOfScore } from "../../../model/severity";
import { type JsonObject, listAt, numberAt, objectAt, textAt } from "../values";

type Rated = Pick<DetectionFact, "severity" | "severityWord" | "severitySource" | "cvss">;

const CVSS_METHODS: Readonly<Record<string, string>> = { CVSSv2: "2.0", CVSSv3: "3.0", CVSSv31: "3.1", CVSSv4: "4.0" };
/** Of one source's ratings the one by this method is taken: v3, then v4, then v2, as scores are. */
const METHOD_ORDER = ["CVSSv31", "CVSSv3", "CVSSv4", "CVSSv2"];
const WORST_FIRST: readonly Severity[] = ["critical", "high", "medium", "low", "negligible", "none", "unknown"];

/**
 * Ratings of a vulnerability. A row may hold those of many sources in no order that means anything: NVD's word is
 * taken, else that of the source the vulnerability is from, else the worst.
 */
export function readRatings(vulnerability: JsonObject): Rated {
  const ratings = listAt(vulnerability, "ratings");
  const cvss = ratings.flatMap(score);
  const rated = chosen(ratings, textAt(objectAt(vulnerability, "source"), "name"));
  const word = textAt(rated, "severity");
  return {
    severity: word === null ? severityOfScore(cvss[0]?.score) : normaliseSeverity(word),
    severityWord: word,
    severitySource: sourceOf(rated),
    cvss,
  };
}

function chosen(ratings: readonly unknown[], ownSource: string | null): unknown {
  const worded = ratings.filter((rating) => normaliseSeverity(textAt(rating, "severity")) !== "unknown");
  const by = (name: string | null): unknown[] => (name === null ? [] : worded.filter((rating) => sourceOf(rating)?.toLowerCase() === name.toLowerCase()));
  const [nvd, own] = [by("nvd"), by(ownSource)];
  if (nvd.length > 0) return nvd.toSorted((a, b) => order(a) - order(b))[0];
  if (own.length > 0) return own.toSorted((a, b) => order(a) - order(b))[0];
  const worst = worded.toSorted((a, b) => rank(a) - rank(b))[0];
  return worst ?? ratings.find((rating) => textAt(rating, "severity") !== null);
}

function order(rating: unknown): number {
  const at = METHOD_ORDER.indexOf(textAt(rating, "method") ?? "");
  return at < 0 ? METHOD_ORDER.length : at;
}

function rank(rating: unknown): number {
  return WORST_FIRST.indexOf(normaliseSeverity(textAt(rating, "severity")));
}

function sourceOf(rating: unknown): string | null {
  return textAt(objectAt(rating, "source"), "name");
}

/** Where method and vector disagree about the version, the vector is what was scored. */
function score(rating: unknown): DetectionFact["cvss"] {
  const method = textAt(rating, "method");
  const named = method !== null && Object.hasOwn(CVSS_METHODS, method) ? CVSS_METHODS[method] : undefined;
  if (named === undefined) return [];
  const vector = textAt(rating, "vector");
  const version = /^CVSS:(\d\.\d)\//.exec(vector ?? "")?.[1] ?? named;
  return [{ source: sourceOf(rating) ?? "unknown", version, vector, score: numberAt(rating, "score") }];
}
