import type { EvidenceItem } from "../../contracts/evidence";
import { z } from "zod";
import { verificationState } from "../../contracts/common";
import { iso, isoOrNull, withPrefix, withPrefixOrNull } from "./read";
import { asObject, readActor, readProblem, textOrNull } from "./stored-json";

export interface StoredEvidence {
  id: string;
  submission_id: string;
  sha256: string;
  file_sha256: string;
  file_name: string;
  path: string;
  room: string | null;
  format_version: string | null;
  kind: string;
  state: "read" | "opaque" | "refused";
  summary: string;
  tool: unknown;
  size_bytes: number;
  observed_at: Date | null;
  recorded_at: Date;
  actor: unknown;
  claimed_image: string;
  claimed_digest: string;
  receipt_id: string;
  problem: unknown;
  signatures: number;
  bindings: { digest: string | null; state: EvidenceItem["bindings"][number]["state"]; why: string }[] | null;
  v_state: string | null;
  v_signer: string | null;
  v_issuer: string | null;
  v_at: Date | null;
  v_checks: unknown;
  v_signed_at: unknown;
  v_log: unknown;
  v_policy: string | null;
  v_rule: string | null;
  v_root: string | null;
  v_about: string[] | null;
}

/**
 * Documents in their newest revision with submission, bindings in force and the best of their newest verdicts, whatever
 * digest that is about: pages of one digest put their own in its place. $1 is the system.
 */
export const EVIDENCE_SQL = `
  SELECT d.id::text AS id, d.submission_id::text AS submission_id, d.sha256, s.sha256 AS file_sha256, s.file_name, d.path, d.room,
    d.format_version, d.kind, d.state, d.summary, d.tool, d.size_bytes::float8 AS size_bytes, d.observed_at, d.recorded_at,
    s.actor, s.claimed_image, s.claimed_digest, s.receipt_id::text AS receipt_id, d.problem,
    coalesce((d.facts->>'signatures')::int, 0) AS signatures,
    (SELECT jsonb_agg(jsonb_build_object('digest', b.digest, 'state', b.state, 'why', b.why) ORDER BY b.ordinal)
       FROM binding_current b WHERE b.system_id = d.system_id AND b.document_id = d.id) AS bindings,
    v.state AS v_state, v.signer AS v_signer, v.issuer AS v_issuer, v.at AS v_at, v.checks AS v_checks,
    v.signed_at AS v_signed_at, v.log AS v_log, v.policy_id AS v_policy, v.rule_id AS v_rule, v.trust_root_version AS v_root, v.about AS v_about
  FROM document d
  JOIN submission s ON s.system_id = d.system_id AND s.id = d.submission_id
  LEFT JOIN LATERAL (
    SELECT newest.*, array_agg(newest.digest) OVER (PARTITION BY newest.state) AS about FROM (SELECT DISTINCT ON (x.digest, x.image_id) x.digest, x.state, x.signer, x.issuer, x.at, x.checks, x.signed_at, x.log, x.policy_id, x.rule_id, x.trust_root_version
      FROM verification x WHERE x.system_id = d.system_id AND x.document_id = d.id ORDER BY x.digest, x.image_id, x.generation DESC) newest
    ORDER BY state = 'verified' DESC, state = 'invalid' DESC, at DESC LIMIT 1) v ON true
  WHERE d.system_id = $1::uuid
    AND NOT EXISTS (SELECT 1 FROM document n WHERE n.system_id = d.system_id AND n.submission_id = d.submission_id
      AND n.path = d.path AND n.revision > d.revision)`;

const checks = z
  .array(z.object({ id: z.string(), name: z.string(), expected: z.string(), got: z.string(), ok: z.boolean().nullable(), required: z.boolean() }))
  .catch([]);
const times = z.array(z.string()).catch([]);
const log = z.array(z.object({ logId: z.string(), index: z.string(), kind: z.string() })).catch([]);

/** `id` is the number within a digest ("E-01"), null in lists that are not about one. */
export function toEvidenceItem(row: StoredEvidence, id: string | null = null): EvidenceItem {
  const verification = verificationState.safeParse(row.v_state);
  return {
    id,
    documentId: row.id,
    sha256: row.sha256,
    fileSha256: row.file_sha256,
    fileName: row.file_name,
    path: row.path,
    format: row.room,
    version: row.format_version,
    kind: row.kind,
    state: row.state,
    title: row.summary,
    tool: toolText(row.tool),
    sizeBytes: row.size_bytes,
    observedAt: isoOrNull(row.observed_at),
    recordedAt: iso(row.recorded_at),
    submittedBy: readActor(row.actor),
    claimedImage: row.claimed_image || null,
    claimedDigest: withPrefixOrNull(row.claimed_digest),
    receipt: row.receipt_id,
    bindings: (row.bindings ?? []).map(({ digest, state, why }) => ({ digest: withPrefixOrNull(digest), state, why })),
    verification: {
      // Signed and not checked yet is unknown, never verified.
      state: verification.success ? verification.data : row.signatures > 0 ? "unknown" : "unsigned",
      signer: row.v_signer,
      issuer: row.v_issuer,
      at: isoOrNull(row.v_at),
      checks: checks.parse(row.v_checks ?? []),
      signedAt: times.parse(row.v_signed_at ?? []),
      log: log.parse(row.v_log ?? []),
      policy: row.v_policy,
      rule: row.v_rule,
      root: row.v_root,
      about: [...new Set(row.v_about ?? [])].sort().map(withPrefix),
    },
    problem: readProblem(row.problem),
  };
}

export function toolText(tool: unknown): string | null {
  const { name, version } = asObject(tool);
  if (typeof name !== "string") return null;
  return textOrNull(version) === null ? name : `${name} ${String(version)}`;
}
