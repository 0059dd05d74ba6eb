import type { TrustDetail, TrustRuleShape } from "../../../contracts/trust";
import { joined, tableOf, type Table } from "./table";

const signerOf = ({ signer }: TrustRuleShape): string => (signer.type === "key" ? signer.pem.trim() : signer.subject.value);

/** A table of the trust settings in force, or of how they came to be. */
export function trustTable(trust: TrustDetail, name: "signers" | "tokens" | "roots" | "changes" | "history" | "audit"): Table {
  if (name === "signers") {
    return tableOf(trust.settings.rules, [
      ["rule", (row) => row.id], ["name", (row) => row.name], ["signer_type", (row) => row.signer.type], ["signer", signerOf],
      ["match", (row) => (row.signer.type === "identity" ? row.signer.subject.type : "exact")], ["issuer", (row) => (row.signer.type === "identity" ? row.signer.issuer : null)],
      ["key_fingerprint", (row) => trust.keys[row.id]?.fingerprint], ["log_required", (row) => (row.signer.type === "key" ? row.signer.requireLog : true)],
      ["root", (row) => (row.signer.type === "identity" ? (row.signer.root ?? "public-good") : null)],
      ["predicate_types", (row) => (row.predicateTypes === null ? "any" : joined(row.predicateTypes))], ["images", (row) => (row.images === null ? "any" : joined(row.images))],
      ["valid_from", (row) => row.validFrom], ["valid_to", (row) => row.validTo],
    ]);
  }
  if (name === "tokens") {
    return tableOf(trust.tokens, [
      ["token", (row) => row.id], ["name", (row) => row.name], ["role", (row) => row.role], ["unsigned_counts", (row) => row.accepted],
      ["created_at", (row) => row.createdAt], ["expires_at", (row) => row.expiresAt], ["last_used_at", (row) => row.lastUsedAt], ["revoked_at", (row) => row.revokedAt],
    ]);
  }
  if (name === "roots") {
    return tableOf(trust.roots, [
      ["name", (row) => row.name], ["sha256", (row) => row.sha256], ["version", (row) => row.version], ["source", (row) => row.source], ["recorded_by", (row) => row.author?.name], ["recorded_at", (row) => row.recordedAt],
    ]);
  }
  if (name === "changes") {
    return tableOf(trust.open, [
      ["change", (row) => row.id], ["reason", (row) => row.reason], ["requested_by", (row) => row.requestedBy.name], ["requested_at", (row) => row.requestedAt],
      ["effective_at", (row) => row.effectiveAt], ["against_version", (row) => row.baseVersion], ["stale", (row) => row.stale], ["rules", (row) => row.settings.rules.length],
    ]);
  }
  if (name === "history") {
    return tableOf(trust.history, [
      ["version", (row) => row.version], ["at", (row) => row.at], ["how", (row) => row.how], ["author", (row) => row.author.name], ["decided_by", (row) => row.decidedBy?.name],
      ["reason", (row) => row.reason], ["rules", (row) => row.rules], ["change", (row) => row.change],
    ]);
  }
  return tableOf(trust.audit, [
    ["event", (row) => row.seq], ["at", (row) => row.at], ["who", (row) => row.actor], ["action", (row) => row.action], ["object", (row) => row.object], ["sealed", (row) => row.sealed],
  ]);
}
