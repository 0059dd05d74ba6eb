import type { ClockState as EvaluatedState, EvidenceKind, FindingResult, SeverityCounts as AllCounts } from "../../model/evaluation";
import type { Severity } from "../../model/document";
import type { Platform } from "../../model/identity";
import type { ClockState, SeverityCounts, SeverityWord } from "../model";

/** Ids of a packet: "F-02". Two digits, more where needed. */
export function numbered(letter: string, position: number): string {
  return `${letter}-${String(position + 1).padStart(2, "0")}`;
}

export function short(sha256: string): string {
  return `sha256:${sha256.slice(0, 12)}`;
}

export function digestText(sha256: string): string {
  return `sha256:${sha256}`;
}

export function platformText(platform: Platform | null): string | null {
  return platform === null ? null : [platform.os, platform.architecture, platform.variant].filter((part) => part !== undefined && part !== "").join("/");
}

export function minute(instant: string): string {
  return instant.slice(0, 16).replace("T", " ");
}

/** The packet's four columns. Negligible is a distribution's word for the lowest rank: it is counted with low. */
export function fourCounts(counts: AllCounts): SeverityCounts {
  return [counts.critical, counts.high, counts.medium, counts.low + counts.negligible];
}

export function severityWord(severity: Severity): SeverityWord {
  return severity === "negligible" ? "low" : severity;
}

const STATES: Readonly<Record<EvaluatedState, ClockState>> = {
  breached: "breached", "exception-expired": "breached", "due-soon": "due_soon", within: "within", excepted: "excepted", stopped: "stopped", met: "stopped", "met-late": "stopped", "no-clock": "no_clock",
};

export function clockState({ clock }: FindingResult): ClockState {
  return clock.stoppedAt === null ? STATES[clock.state] : "stopped";
}

/** "9 d past", "1 d 20 h left", "on 2026-11-16"; null without a clock. */
export function remainingWords({ clock }: FindingResult): string | null {
  if (clock.stoppedAt !== null) return `on ${clock.stoppedAt.slice(0, 10)}`;
  if (clock.remainingHours === null) return null;
  const hours = Math.abs(clock.remainingHours);
  const days = Math.floor(hours / 24);
  const span = days >= 3 ? `${days} d` : days > 0 ? `${days} d ${hours % 24} h` : `${hours} h`;
  return `${span} ${clock.remainingHours < 0 ? "past" : "left"}`;
}

export const KIND_TITLES: Readonly<Record<EvidenceKind, string>> = {
  image_index: "Image index", image_manifest: "Image manifest", image_config: "Image config", sbom: "SBOM", vuln_scan: "Vulnerability scan", secret_scan: "Secret scan", config_scan: "Configuration scan",
  report: "Report of checks", advisory: "Vulnerability advisory", vex: "Exploitability statements", signature: "Signature", attestation: "Attestation", provenance: "Build provenance", envelope: "Signed envelope", opaque: "Other file",
};

const SEND: Readonly<Record<string, string>> = {
  admission_policy: "the admission policies", admission_report: "an admission report", approved_lists: "the approved lists in the policy", attestation_other: "a verification summary", base_lineage: "the base image by digest",
  build_source: "the build definition", ci_run: "the pipeline run", config_scan: "a configuration scan", control_statement: "a reviewed statement", deployment_inventory: "a deployment inventory", exception: "an approved exception",
  file_inventory: "a file inventory with modes", image_config: "the image configuration", image_manifest: "the image manifest", malware_scan: "a malware scan", owner_record: "an owner of the image line", provenance: "verified build provenance",
  registry_record: "a registry record", sbom: "an SBOM of this digest", secret_scan: "a secret scan of all layers", signature: "a verified signature", vuln_scan: "a complete, fresh scan of this digest", workload_spec: "the workload specifications",
};

/** Evidence kinds as a request: "Send an SBOM of this digest, a file inventory with modes." */
export function sendWords(kinds: readonly string[]): string | null {
  return kinds.length === 0 ? null : `Send ${kinds.map((kind) => SEND[kind] ?? kind.replaceAll("_", " ")).join(", ")}.`;
}
