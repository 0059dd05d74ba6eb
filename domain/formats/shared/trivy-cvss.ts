import type { DetectionFact } from "../../model/document";
import { isObject, numberAt, textAt } from "./values";

const CVSS_VERSIONS = [
  { version: "2.0", vector: "V2Vector", score: "V2Score" },
  { version: "3", vector: "V3Vector", score: "V3Score" },
  { version: "4.0", vector: "V40Vector", score: "V40Score" },
] as const;

/** Scores by source as Trivy and what wraps it write them; vector and score may stand alone. */
export function trivyCvss(value: unknown): DetectionFact["cvss"] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([source, scores]) =>
    CVSS_VERSIONS.flatMap((keys) => {
      const vector = textAt(scores, keys.vector);
      const score = numberAt(scores, keys.score);
      const version = /^CVSS:(\d\.\d)\//.exec(vector ?? "")?.[1] ?? keys.version;
      return vector === null && score === null ? [] : [{ source, version, vector, score }];
    }),
  );
}
