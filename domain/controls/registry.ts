import { cisDocker } from "./cis-docker/framework";
import type { ControlContext, Framework } from "./control";
import { decide } from "./control";
import { fedrampRev5Moderate } from "./fedramp-rev5-moderate/framework";
import { nist800190 } from "./nist-800-190/framework";
import type { ControlResult } from "../model/evaluation";

/** Every framework: one folder and one line here. Later ones may rest on results of earlier ones. */
export const FRAMEWORKS: readonly Framework[] = [cisDocker, nist800190, fedrampRev5Moderate];

/** Decides all controls of all frameworks, in printing order. */
export function decideAll(context: Omit<ControlContext, "result">): ControlResult[] {
  const results: ControlResult[] = [];
  const result = (framework: string, control: string): ControlResult | null =>
    results.find((one) => one.framework === framework && one.control === control) ?? null;
  for (const framework of FRAMEWORKS) {
    for (const text of framework.text.controls) results.push(decide(framework, text, { ...context, result }));
  }
  return results;
}
