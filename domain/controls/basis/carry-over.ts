import type { ControlResult } from "../../model/evaluation";
import { asks, lacks, remarks, violates, type ControlContext, type Point } from "../control";

/**
 * A point that rests on a result decided earlier. A fail carries over as a fail and missing evidence as missing; a
 * pass becomes a remark, because it is only part of what the other control asks.
 */
export function carryOver(context: ControlContext, control: string): Point[] {
  const result = context.result("cis-docker", control);
  if (result === null) return [lacks(`CIS Docker ${control}`, "Not decided", [])];
  const evidence = [...new Set(result.because.filter((one) => one.so === result.outcome).flatMap((one) => one.evidence))].sort();
  return [carried(result, evidence)];
}

function carried(result: ControlResult, evidence: string[]): Point {
  const looked = `CIS Docker ${result.control}: ${result.title}`;
  const says = result.says;
  switch (result.outcome) {
    case "fail":
      return violates(looked, says, evidence, says);
    case "needs_evidence":
      return lacks(looked, says, result.wouldDecide, evidence, says);
    case "manual":
      return asks(looked, says, result.wouldDecide, evidence, says);
    default:
      return remarks(looked, says, evidence);
  }
}

/** Like carryOver, but a result that is not decided yet does not hold this control up. */
export function carryFail(context: ControlContext, control: string): Point[] {
  return carryOver(context, control).map((one) => (one.so === "fail" ? one : remarks(one.lookedFor, one.found, one.evidence)));
}
