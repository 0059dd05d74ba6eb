import { textAt } from "../shared/values";

/** The base metrics that a vector of each kind must name (CVSS 2, 3.x and 4.0 specifications). */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  CVSS_V2: ["AV", "AC", "Au", "C", "I", "A"],
  CVSS_V3: ["AV", "AC", "PR", "UI", "S", "C", "I", "A"],
  CVSS_V4: ["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"],
};

/** What is wrong with an entry of `severity`, null when nothing is. A kind of score that is not CVSS is not judged. */
export function wrongScore(entry: unknown): string | null {
  const type = textAt(entry, "type");
  const score = textAt(entry, "score");
  if (type === null || score === null) return "a severity states its type and score";
  const metrics = Object.hasOwn(METRICS, type) ? (METRICS[type] ?? []) : [];
  const stated = new Set(score.slice(0, 1024).split("/").map((part) => part.split(":")[0]));
  const missing = metrics.filter((metric) => !stated.has(metric));
  return missing.length === 0 ? null : `a vector lacks ${missing.join(", ")}`;
}
