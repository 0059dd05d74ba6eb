import { assessScans } from "../controls/basis/assess-scans";
import { pickSbom } from "../controls/basis/pick-sbom";
import { evidenceIndex } from "../controls/basis/standing";
import { decideAll } from "../controls/registry";
import type { DigestEvaluation, DigestFacts } from "../model/evaluation";
import { assessProvenance } from "../provenance/assess-provenance";
import { determineShape } from "../shape/determine-shape";
import { shapeTable } from "../shape/shape-table";
import { toolingOf } from "../shape/tools";
import { ladderOf, severityStages } from "./counts";
import { evaluateFindings } from "./evaluate-findings";
import { inOrder } from "./in-order";
import { indexFindings, indexSeals, rollUpFrameworks, rollUpIndex, type PlatformEvaluation } from "./roll-up";
import { sealsOf } from "./seals";
import { sectionsOf } from "./sections";
import { validUntil, type Boundary } from "./valid-until";
import { verdictOf } from "./verdict";

/**
 * Everything that is said about one digest at one as-of: a pure function of the facts, so the same facts give the same
 * JSON, byte for byte, in whatever order they come. For an index, `platforms` holds the evaluations of its platform
 * manifests: each control is the worst of them, and a platform without one is missing evidence.
 */
export function evaluateDigest(given: DigestFacts, platforms: readonly PlatformEvaluation[] = []): DigestEvaluation {
  const facts = inOrder(given);
  const index = evidenceIndex(facts);
  const isIndex = facts.kind === "index";
  const scans = assessScans(facts, index);
  const sbom = pickSbom(facts, index);
  const findings = isIndex ? indexFindings(platforms) : evaluateFindings(facts, index);
  const shape = determineShape(facts, index);
  const tooling = sbom === null ? null : toolingOf(sbom.components);
  const provenance = assessProvenance(facts, index);
  const results = isIndex ? rollUpIndex(facts, platforms) : decideAll({ facts, index, findings, scans, provenance, shape, tooling });
  const own = sealsOf(facts, index, scans);
  const seals = isIndex ? indexSeals(own, facts, platforms) : own;
  const ofPlatforms = platforms.reduce((sum, one) => sum + (one.evaluation?.counts.components ?? 0), 0);
  const counts = { components: isIndex ? ofPlatforms : (sbom?.componentCount ?? 0), findings: severityStages(findings) };
  const ladder = ladderOf(findings);
  const until = validUntil(facts, findings, scans, isIndex ? platformBoundaries(platforms) : []);
  return {
    schema: "proofmark.evaluation/1",
    asOf: facts.asOf,
    validUntil: until?.at ?? null,
    validUntilWhy: until?.why ?? null,
    policy: { id: facts.policy.id, version: facts.policy.version, preset: facts.policy.preset },
    verdict: verdictOf(results, findings, seals, provenance.expectations),
    says: sectionsOf({ facts, index, findings, results, scans, seals, shape, counts, ladder }),
    seals,
    shape: { ...shape, table: shapeTable({ facts, index, scans, findings, seals, results }) },
    counts,
    ladder,
    findings,
    results,
    frameworks: rollUpFrameworks(results),
    provenance,
  };
}

function platformBoundaries(platforms: readonly PlatformEvaluation[]): Boundary[] {
  return platforms.flatMap(({ evaluation }) =>
    evaluation === null || evaluation.validUntil === null ? [] : [{ at: evaluation.validUntil, why: evaluation.validUntilWhy ?? "a platform changes" }]);
}
