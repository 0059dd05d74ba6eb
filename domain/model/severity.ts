import type { Severity } from "./document";

const WORDS: Readonly<Record<string, Severity>> = {
  critical: "critical",
  important: "high",
  high: "high",
  moderate: "medium",
  medium: "medium",
  low: "low",
  minor: "low",
  negligible: "negligible",
  unimportant: "negligible",
  minimal: "negligible",
  none: "none",
  info: "none",
  informational: "none",
};

/**
 * The one severity vocabulary for every source's word. Distribution words are placed where their trackers place them
 * (Red Hat "important" is high, Debian "unimportant" is negligible). A word nobody knows is `unknown`, never low.
 */
export function normaliseSeverity(word: string | null | undefined): Severity {
  if (typeof word !== "string" || word.length > 32) return "unknown";
  return Object.hasOwn(WORDS, word.trim().toLowerCase()) ? (WORDS[word.trim().toLowerCase()] ?? "unknown") : "unknown";
}

/** Qualitative rating of a CVSS base score (CVSS v3.1 section 5, v4.0 section 6); a score outside 0–10 is `unknown`. */
export function severityOfScore(score: number | null | undefined): Severity {
  if (typeof score !== "number" || !(score >= 0 && score <= 10)) return "unknown";
  if (score === 0) return "none";
  if (score < 4) return "low";
  if (score < 7) return "medium";
  return score < 9 ? "high" : "critical";
}
