import type { DigestFacts } from "../model/evaluation";
import { sha256Hex } from "../formats/shared/values";
import type { Candidate } from "./assess-level";
import type { BaseImage } from "./model";

const DIGEST = "org.opencontainers.image.base.digest";
const NAME = "org.opencontainers.image.base.name";
const MAX_BASES = 20;

/**
 * Images that this one was built from or with, each once, the proven first. Provenance lists images without saying
 * which is the base and which ran a build step; annotations and labels are the image's own word.
 */
export function basesOf(facts: Pick<DigestFacts, "annotations" | "config" | "digest">, candidates: readonly Candidate[]): BaseImage[] {
  const byProvenance = candidates
    .filter(({ record }) => record.state !== "invalid" && record.subjectMatches !== false)
    .flatMap(({ record, proven }) => (record.provenance?.images ?? []).flatMap(({ name, sha256 }): BaseImage[] => (sha256 === null ? [] : [{ name, sha256, by: "provenance", proven, evidence: record.evidence }])));
  const said = [
    ...named(facts.annotations, "annotation", null),
    ...(facts.config === null ? [] : named(facts.config.labels, "label", facts.config.evidence)),
  ];
  const order = [...byProvenance.filter((one) => one.proven), ...byProvenance.filter((one) => !one.proven), ...said];
  return order.filter((one, i) => one.sha256 !== facts.digest && order.findIndex((other) => other.sha256 === one.sha256) === i).slice(0, MAX_BASES);
}

function named(words: Readonly<Record<string, string>>, by: "annotation" | "label", evidence: string | null): BaseImage[] {
  const sha256 = sha256Hex(words[DIGEST]);
  return sha256 === null ? [] : [{ name: words[NAME] ?? "", sha256, by, proven: false, evidence }];
}
