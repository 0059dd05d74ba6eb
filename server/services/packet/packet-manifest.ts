import type { DigestEvaluation, DigestFacts } from "../../../domain/model/evaluation";
import { sha256Hex } from "../../store";

/**
 * manifest.json of a packet: every piece of evidence by hash, the context and the results by hash, as-of and versions.
 * The packet id is its SHA-256. It names no database and no time of building, so the same facts give the same id.
 */
export function packetManifest(facts: DigestFacts, evaluation: DigestEvaluation): string {
  const files = facts.evidence.map((one) => ({ path: `evidence/${one.sha256}`, sha256: one.sha256, bytes: one.sizeBytes }));
  const unique = [...new Map(files.map((file) => [file.path, file])).values()];
  const derived = [
    { path: "context/facts.json", text: canonical(contextOf(facts)) },
    { path: "results.json", text: canonical(evaluation) },
  ].map(({ path, text }) => ({ path, sha256: sha256Hex(text), bytes: Buffer.byteLength(text) }));
  return canonical({
    schema: "proofmark.packet-manifest/1",
    digest: `sha256:${facts.digest}`,
    line: facts.line?.image ?? null,
    asOf: facts.asOf,
    policy: evaluation.policy,
    frameworks: evaluation.frameworks.map(({ id, version }) => ({ id, version })),
    files: [...unique, ...derived].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  });
}

/** What the evidence files alone cannot say: when they were received, by whom, how they are bound, and the rules. */
function contextOf(facts: DigestFacts): Record<string, unknown> {
  const { system, asOf, digest, kind, platform, platforms, parents, line, lines, tags, current, firstSeenAt, policy, exceptions, builds, predecessor, successor } = facts;
  return {
    system: system.name, asOf, digest, kind, platform, platforms, parents, line, lines, tags, current, firstSeenAt, policy, exceptions, builds, predecessor, successor,
    evidence: facts.evidence.map(({ id, sha256, fileName, room, kind: what, binding, bindingWhy, verification, observedAt, recordedAt, submittedBy, accepted }) =>
      ({ id, sha256, fileName, room, kind: what, binding, bindingWhy, verification, observedAt, recordedAt, submittedBy, accepted })),
    starts: facts.findings.map(({ vulnerability, packageKey, firstObservedAt, firstRecordedAt, lineFirstObservedAt, lineFirstRecordedAt }) =>
      ({ vulnerability, packageKey, firstObservedAt, firstRecordedAt, lineFirstObservedAt, lineFirstRecordedAt })),
  };
}

/** JSON with sorted keys and without spaces: one spelling for one value. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner);
}
