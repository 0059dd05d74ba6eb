import type { VerificationSummaryFacts } from "../../model/document";
import { instant, isObject, objectAt, textAt, textsAt } from "../shared/values";

const VSA = /^(?:https:\/\/)?slsa\.dev\/verification_summary\/v(?:0\.[12]|1(?:\.\d+)?)$/;
const MAX_LEVELS = 50;

/** SLSA verification summary (v0.1 to v1.x): who concluded what about the subject. Null for other predicates. */
export function readVerificationSummary(predicateType: string, predicate: unknown): VerificationSummaryFacts | null {
  if (!VSA.test(predicateType) || !isObject(predicate)) return null;
  const older = textAt(predicate, "policy_level");
  return {
    verifier: textAt(objectAt(predicate, "verifier"), "id"),
    result: textAt(predicate, "verificationResult") ?? textAt(predicate, "verification_result"),
    levels: older === null ? textsAt(predicate, "verifiedLevels").slice(0, MAX_LEVELS) : [older],
    resource: textAt(predicate, "resourceUri") ?? textAt(predicate, "resource_uri"),
    policy: textAt(objectAt(predicate, "policy"), "uri"),
    verifiedAt: instant(predicate["timeVerified"] ?? predicate["time_verified"]),
  };
}
