import type { Instant } from "../model/evaluation";
import type { Sha256Hex } from "../model/identity";

export type BuildLevel = 0 | 1 | 2 | 3;

/** One thing that a level asks for: what was looked for and found. `met` is null where the evidence cannot tell. */
export interface LevelReason {
  level: 1 | 2 | 3;
  lookedFor: string;
  found: string;
  met: boolean | null;
  evidence: string[];
}

/** What a team expects of every build of an image line. A field that is null expects nothing. */
export interface ProvenanceExpectation {
  version: number;
  sourceRepository: string | null;
  builderId: string | null;
  /** "refs/heads/main", "refs/tags/v*": `*` is anything but "/", `**` anything. */
  ref: string | null;
  workflow: string | null;
  /** SLSA build level that verified provenance must support at least. */
  minimumLevel: 1 | 2 | 3 | null;
  author: string;
  recordedAt: Instant;
}

/** What is expected, without who said so and when. */
export type ExpectedProvenance = Omit<ProvenanceExpectation, "version" | "author" | "recordedAt">;

export interface ExpectationPoint {
  what: "source repository" | "builder" | "branch or tag" | "workflow" | "build level";
  expected: string;
  got: string | null;
  state: "met" | "violated" | "cannot_tell";
  because: string;
  evidence: string[];
}

/** An image that this one was built from, as far as anybody says so. */
export interface BaseImage {
  name: string;
  sha256: Sha256Hex;
  by: "provenance" | "annotation" | "label";
  /** Said by verified provenance; anything else is somebody's word. */
  proven: boolean;
  evidence: string | null;
}

/** Optional section of an evaluation: absent in evaluations made before it existed. */
export interface ProvenanceAssessment {
  level: { supports: BuildLevel; track: string; says: string; evidence: string | null; reasons: LevelReason[] };
  expectations: { version: number | null; state: "met" | "violated" | "cannot_tell" | "none"; says: string; points: ExpectationPoint[] };
  bases: BaseImage[];
}
