import type { AttestationRecord } from "../../../domain/model/evaluation";
import { isProvenance, readProvenance } from "../../../domain/formats/in-toto-statement/provenance";
import { fromBase64 } from "../../../domain/formats/shared/base64";
import { isObject, listAt, objectAt, stringMap, textAt } from "../../../domain/formats/shared/values";
import { assessExpectations } from "../../../domain/provenance/expectations";
import type { Candidate } from "../../../domain/provenance/assess-level";
import type { ProvenanceExpectation } from "../../../domain/provenance/model";
import { verifyDocument } from "../../../domain/verification/verify-document";
import type { Verdict, VerifyRequest } from "../../../domain/verification/model";
import type { ProvenanceFacts } from "../../../domain/model/document";
import { answered } from "../verdict-case";

/** What slsa-verifier is asked by its flags, in our words. */
export interface Expected {
  source: string | null;
  builder: string | null;
  /** "refs/heads/main", "refs/tags/v1". */
  ref: string | null;
  /** SLSA build level that a yes of slsa-verifier stands for; a builder named in the question counts as approved. */
  level: 1 | 2 | 3;
}

export interface Answer {
  ours: boolean;
  step: string | null;
}

/** Our whole answer: the signature under the rule, then what builds must come from and support, as a team would say it. */
export function answer(request: VerifyRequest, expected: Expected): Answer {
  const verdict = verifyDocument(request);
  const signed = answered(verdict);
  if (!signed.ours) return signed;
  const candidate = candidateOf(request.bytes, verdict);
  const approved = expected.builder !== null && candidate.record.builderId !== null ? [candidate.record.builderId] : null;
  const want: ProvenanceExpectation = {
    version: 1, sourceRepository: expected.source, builderId: expected.builder, ref: expected.ref, workflow: null, minimumLevel: expected.level,
    author: "comparison", recordedAt: request.trust.now,
  };
  const wrong = assessExpectations(want, [candidate], approved).points.find(({ state }) => state !== "met");
  return wrong === undefined ? signed : { ours: false, step: `expected ${wrong.what}: ${wrong.got ?? "not stated"}` };
}

/** The provenance inside an envelope or a bundle with the digests it is about, null where there is none to read. */
export function provenanceIn(bytes: Uint8Array): { facts: ProvenanceFacts; subjects: Record<string, string>[] } | null {
  const payload = payloadOf(bytes);
  const statement = payload === null ? null : parsed(payload);
  const type = textAt(statement, "predicateType") ?? "";
  if (!isProvenance(type)) return null;
  return { facts: readProvenance(type, objectAt(statement, "predicate")).facts, subjects: listAt(statement, "subject").map((one) => stringMap(objectAt(one, "digest"))) };
}

export function payloadOf(bytes: Uint8Array): Uint8Array | null {
  const json = parsed(bytes);
  const envelope = isObject(json) && "dsseEnvelope" in json ? objectAt(json, "dsseEnvelope") : json;
  return fromBase64(textAt(envelope, "payload") ?? "");
}

export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return null;
  }
}

function candidateOf(bytes: Uint8Array, verdict: Verdict): Candidate {
  const facts = provenanceIn(bytes)?.facts ?? null;
  const record: AttestationRecord = {
    evidence: "document", predicateType: verdict.predicateType ?? "", title: "", state: verdict.state, signer: verdict.signer, issuer: verdict.issuer, signatures: 1, subjectMatches: true,
    builderId: facts?.builderId ?? null, source: facts?.source?.uri ?? null, sourceRevision: facts?.sourceCommit ?? null, materials: facts?.materials.map(({ uri }) => ({ uri, digest: null })) ?? [],
    buildStartedAt: null, buildFinishedAt: null, buildType: facts?.buildType ?? null, ...(facts ? { provenance: facts } : {}),
    checks: verdict.checks, signedAt: verdict.signedAt, log: verdict.log, policy: null, rule: verdict.ruleId, root: null, verifiedAt: verdict.at,
  };
  return { record, proven: verdict.state === "verified" };
}
