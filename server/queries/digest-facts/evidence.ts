import type { EvidenceKind, EvidenceRef, VerificationState } from "../../../domain/model/evaluation";
import type { BindingState } from "../../../domain/model/identity";
import { NO_LINE, rows, type Tx } from "../../store";
import type { TrustInForce } from "../trust";
import { speaksFor } from "../speaks-for";
import { ISO, type Scope } from "./base";

/** One bound document as the register shows it, with what the records below it need. */
export interface BoundDocument {
  document_id: string;
  sha256: string;
  file_name: string;
  path: string;
  room: string | null;
  kind: EvidenceKind | "carrier";
  summary: string;
  size_bytes: number;
  binding: BindingState;
  why: string;
  /** The digest it is bound to: this one, or an index that lists it. */
  digest: string;
  observed_at: string | null;
  received_at: string;
  actor: Uploader;
  /** Other tokens that handed the same in under the same claim later. */
  again: Uploader[];
  tool: { name: string; version: string | null } | null;
  signatures: number;
  verification: VerificationRow | null;
  accepted: { by: string; at: string; reason: string } | null;
  config: unknown;
}

export interface Uploader {
  kind: string;
  id: string;
  name: string;
  images?: string;
}

export interface VerificationRow {
  state: VerificationState;
  signer: string | null;
  issuer: string | null;
  checks: { id: string; name: string; expected: string; got: string; ok: boolean | null; required: boolean }[];
  /** Times of signing that somebody trusted signed. */
  signedAt: string[];
  log: { logId: string; index: string; kind: string }[];
  policy: string | null;
  rule: string | null;
  root: string | null;
  at: string;
}

/**
 * Documents bound to the digest as of an instant, by the newest generation of their bindings recorded until then. Of
 * the indexes that list the digest: the index itself, and statements about it, which speak of its platforms too.
 */
export function loadBound(tx: Tx, { systemId, digest, imageId, asOf }: Scope, parents: readonly string[]): Promise<BoundDocument[]> {
  return rows<BoundDocument>(
    tx,
    `WITH wanted AS (SELECT $2 AS digest UNION SELECT json_array_elements_text($3::json)),
     candidate AS (
       SELECT DISTINCT b.document_id FROM binding b JOIN wanted w ON w.digest = b.digest
       WHERE b.system_id = $1::uuid AND b.recorded_at <= $4::timestamptz),
     inforce AS (
       SELECT b.document_id, b.digest, b.state, b.why FROM candidate c
       CROSS JOIN LATERAL (SELECT max(g.generation) AS generation FROM binding g
         WHERE g.system_id = $1::uuid AND g.document_id = c.document_id AND g.recorded_at <= $4::timestamptz) n
       JOIN binding b ON b.system_id = $1::uuid AND b.document_id = c.document_id AND b.generation = n.generation
       JOIN wanted w ON w.digest = b.digest)
     SELECT d.id AS document_id, d.sha256, s.file_name, d.path, d.room, d.kind, d.summary, d.size_bytes::float8 AS size_bytes,
       f.state AS binding, f.why, f.digest, ${ISO("d.observed_at")} AS observed_at, ${ISO("s.recorded_at")} AS received_at,
       s.actor, coalesce((SELECT json_agg(r.actor ORDER BY r.actor_id) FROM submission_repeat r
         WHERE r.system_id = $1::uuid AND r.submission_id = s.id AND r.recorded_at <= $4::timestamptz), '[]') AS again, d.tool, coalesce((d.facts->>'signatures')::int, 0) AS signatures, d.facts->'config' AS config,
       (SELECT json_build_object('state', v.state, 'signer', v.signer, 'issuer', v.issuer, 'checks', v.checks, 'signedAt', v.signed_at, 'log', v.log,
          'policy', v.policy_id, 'rule', v.rule_id, 'root', v.trust_root_version, 'at', ${ISO("v.at")}) FROM verification v
        WHERE v.system_id = $1::uuid AND v.document_id = d.id AND v.digest = f.digest AND v.image_id = $5::uuid AND v.at <= $4::timestamptz
        ORDER BY v.generation DESC LIMIT 1) AS verification,
       (SELECT json_build_object('by', j.author, 'at', ${ISO("j.at")}, 'reason', j.reason) FROM judgement j
        WHERE j.system_id = $1::uuid AND j.document_id = d.id AND j.kind = 'accept-claim' AND j.at <= $4::timestamptz
          AND (j.digest IS NULL OR j.digest = $2) AND (j.expires_at IS NULL OR j.expires_at > $4::timestamptz) ORDER BY j.at DESC, j.id LIMIT 1) AS accepted
     FROM inforce f JOIN document d ON d.system_id = $1::uuid AND d.id = f.document_id
     JOIN submission s ON s.system_id = $1::uuid AND s.id = d.submission_id
     WHERE d.recorded_at <= $4::timestamptz AND d.kind <> 'carrier' AND (f.digest = $2 OR d.kind IN ('image_index', 'vex'))
     ORDER BY s.recorded_at, d.sha256, d.path, d.id`,
    systemId, digest, JSON.stringify(parents), asOf, imageId ?? NO_LINE,
  ).then((found) => oncePerDocument(found, digest));
}

/** A document bound to the digest and to its index counts for the digest. */
function oncePerDocument(found: BoundDocument[], digest: string): BoundDocument[] {
  const byId = new Map<string, BoundDocument>();
  for (const one of found) if (!byId.has(one.document_id) || one.digest === digest) byId.set(one.document_id, one);
  return [...byId.values()];
}

export interface Acceptance {
  tokens: readonly string[];
  /** Name of the line; null outside of any. */
  line: string | null;
  policy: string;
  since: string;
}

/** Whose unsigned reports the trust settings in force take. */
export function acceptanceUnder({ version, settings, effectiveFrom }: TrustInForce, asOf: string, line: string | null): Acceptance {
  return { tokens: settings.acceptUnsignedFrom, line, policy: `trust settings version ${version}`, since: effectiveFrom ?? asOf };
}

const ACCEPTED_UNSIGNED: ReadonlySet<string> = new Set(["sbom", "vuln_scan", "secret_scan", "config_scan"]);

/** The register of one packet: "E-01", "E-02", … in the order things were received. */
export function evidenceRefs(bound: readonly BoundDocument[], acceptance: Acceptance): EvidenceRef[] {
  const width = Math.max(2, String(bound.length).length);
  return bound.map((one, index) => ({
    id: `E-${String(index + 1).padStart(width, "0")}`,
    documentId: one.document_id,
    sha256: one.sha256,
    fileName: one.path === "" ? one.file_name : `${one.file_name}#${one.path}`,
    room: one.room ?? "",
    title: one.summary,
    kind: one.kind === "carrier" ? "opaque" : one.kind,
    sizeBytes: one.size_bytes,
    binding: one.binding,
    bindingWhy: one.why,
    verification: verificationOf(one),
    observedAt: one.observed_at,
    recordedAt: one.received_at,
    submittedBy: one.actor.name,
    tool: one.tool === null ? null : [one.tool.name, one.tool.version].filter((part) => part !== null).join(" "),
    accepted: one.accepted ?? acceptedByPolicy(one, acceptance),
    ...signingOf(one.verification),
  }));
}

export function verificationOf(one: Pick<BoundDocument, "verification" | "signatures">): VerificationState {
  return one.verification?.state ?? (one.signatures > 0 ? "unknown" : "unsigned");
}

function signingOf(verdict: VerificationRow | null): Pick<EvidenceRef, "signedBy" | "failedStep"> {
  if (verdict?.state === "verified" && verdict.signer !== null) return { signedBy: { signer: verdict.signer, at: verdict.signedAt[0] ?? verdict.at } };
  const step = verdict?.state === "invalid" ? verdict.checks.find((one) => one.ok === false && one.required) ?? verdict.checks.find((one) => one.ok === false) : undefined;
  return step === undefined ? {} : { failedStep: step.name };
}

/** The policy takes unsigned reports of some uploaders, never on their word about which image they mean. */
function acceptedByPolicy(one: BoundDocument, { tokens, line, policy, since }: Acceptance): EvidenceRef["accepted"] {
  const named = one.binding === "named" || one.binding === "subject";
  // By id alone: a name can be given to any number of tokens. And whoever of them came first. For its own images, where it is limited to some.
  const listed = [one.actor, ...one.again].find((by) => by.kind === "token" && tokens.includes(by.id) && speaksFor(by, line));
  if (!named || listed === undefined || !ACCEPTED_UNSIGNED.has(one.kind)) return null;
  return { by: policy, at: since, reason: `the policy accepts unsigned reports handed in by ${listed.name}` };
}
