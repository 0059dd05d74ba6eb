import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { failingStep } from "../../domain/verification/check-list";
import type { CheckId, Verdict } from "../../domain/verification/model";

/** One document, asked of both. */
export interface VerdictCase {
  group: string;
  name: string;
  /** What cosign is asked. */
  argv: string[];
  ours: boolean;
  /** Our step that refused it. */
  step: CheckId | null;
}

export const answered = (verdict: Verdict): Pick<VerdictCase, "ours" | "step"> => ({
  ours: verdict.state === "verified",
  step: verdict.state === "verified" ? null : (failingStep(verdict.checks)?.id ?? null),
});

/** A way to write files of a folder under names that are free. */
export function writer(folder: string, prefix: string): (content: string | Uint8Array, ending: string) => string {
  let count = 0;
  return (content, ending) => {
    const path = join(folder, `${prefix}-${(count += 1)}${ending}`);
    writeFileSync(path, content);
    return path;
  };
}
