import type { BurnDownDay } from "../../contracts/burn-down";
import type { Component } from "../../contracts/component";
import type { ControlResultShape } from "../../contracts/control";
import type { EvidenceItem } from "../../contracts/evidence";
import type { Clock, Finding } from "../../contracts/finding";
import type { Build, HistoryEvent } from "../../contracts/history";
import type { ImageRow } from "../../contracts/image";
import type { SearchPlace, VersionSpread } from "../../contracts/search";
import type { FactDifference, FindingDifference, PackageDifference } from "../../domain/compare/model";
import type { ReceiptRow } from "../../contracts/receipt";
import type { CsvColumns } from "./csv";

export const IMAGE_COLUMNS: CsvColumns<ImageRow> = [
  ["image", (row) => row.name],
  ["current_digest", (row) => row.current?.digest],
  ["current_by", (row) => row.currentBasis],
  ["verdict", (row) => row.current?.verdict?.result ?? "unevaluated"],
  ["says", (row) => row.current?.verdict?.sentence],
  ["critical_open", (row) => row.current?.open?.critical],
  ["high_open", (row) => row.current?.open?.high],
  ["breached", (row) => row.current?.ladder?.breached],
  ["breached_in_line", (row) => row.breached],
  ["owner_team", (row) => row.owner.team],
  ["digests", (row) => row.digestCount],
  ["last_digest_at", (row) => row.lastDigestAt],
];

export const FINDING_COLUMNS: CsvColumns<Finding> = [
  ["vulnerability", (row) => row.vulnerability],
  ["aliases", (row) => row.aliases.join(" ")],
  ["severity", (row) => row.severity],
  ["severity_basis", (row) => row.severityBasis],
  ["score", (row) => row.score],
  ["package", (row) => row.package.name],
  ["version", (row) => row.package.version],
  ["purl", (row) => row.package.purl],
  ["fixed_versions", (row) => row.fixedVersions.join(" ")],
  ["status", (row) => row.status],
  ["first_observed_at", (row) => row.firstObservedAt],
  ["clock", (row) => row.clock.state],
  ["due_at", (row) => row.clock.dueAt],
  ["vex", (row) => row.vex.won?.status],
  ["exception", (row) => row.exception],
  ["seen_by", (row) => row.seenBy.join(" ")],
];

export const COMPONENT_COLUMNS: CsvColumns<Component> = [
  ["type", (row) => row.type],
  ["namespace", (row) => row.namespace],
  ["name", (row) => row.name],
  ["version", (row) => row.version],
  ["purl", (row) => row.purl],
  ["licences", (row) => row.licences.join(" ")],
  ["supplier", (row) => row.supplier],
  ["layer", (row) => row.layer],
  ["sbom_sha256", (row) => row.source.sha256],
  ["pointer", (row) => row.source.at],
];

export const EVIDENCE_COLUMNS: CsvColumns<EvidenceItem> = [
  ["id", (row) => row.id],
  ["sha256", (row) => row.fileSha256],
  ["file", (row) => row.fileName],
  ["path", (row) => row.path],
  ["format", (row) => row.format],
  ["kind", (row) => row.kind],
  ["what", (row) => row.title],
  ["binding", (row) => row.bindings.map(({ state }) => state).join(" ")],
  ["digests", (row) => row.bindings.map(({ digest }) => digest ?? "").join(" ")],
  ["verification", (row) => row.verification.state],
  ["verification_about", (row) => row.verification.about?.join(" ")],
  ["observed_at", (row) => row.observedAt],
  ["recorded_at", (row) => row.recordedAt],
  ["submitted_by", (row) => row.submittedBy.name],
  ["size_bytes", (row) => row.sizeBytes],
];

export const HISTORY_COLUMNS: CsvColumns<HistoryEvent> = [
  ["event", (row) => row.seq],
  ["at", (row) => row.at],
  ["who", (row) => row.actor],
  ["action", (row) => row.action],
  ["object", (row) => row.object],
  ["digest", (row) => row.digest],
  ["details", (row) => JSON.stringify(row.details)],
  ["sealed", (row) => row.sealed],
];

const SEVERITIES = ["critical", "high", "medium", "low", "negligible", "unknown"] as const;

/** An empty cell was never scanned, which is not zero. */
export const BUILD_COLUMNS: CsvColumns<Build> = [
  ["build", (row) => row.label],
  ["digest", (row) => row.digest],
  ["at", (row) => row.at],
  ...SEVERITIES.map((severity) => [`${severity}_at_build`, (row: Build) => row.atBuild?.[severity]] as const),
  ...SEVERITIES.map((severity) => [`${severity}_now`, (row: Build) => row.now?.[severity]] as const),
];

export const CONTROL_COLUMNS: CsvColumns<ControlResultShape> = [
  ["framework", (row) => row.framework],
  ["control", (row) => row.control],
  ["title", (row) => row.title],
  ["result", (row) => row.outcome],
  ["claim", (row) => row.claim],
  ["responsibility", (row) => row.responsibility],
  ["says", (row) => row.says],
  ["would_decide", (row) => row.wouldDecide.join(" ")],
  ["evidence", (row) => [...new Set(row.because.flatMap(({ evidence }) => evidence))].join(" ")],
];

export const CLOCK_COLUMNS: CsvColumns<Clock> = [
  ["image", (row) => row.image],
  ["vulnerability", (row) => row.vulnerability],
  ["severity", (row) => row.severity],
  ["package", (row) => row.package],
  ["state", (row) => row.state],
  ["start_at", (row) => row.startAt],
  ["start_basis", (row) => row.startBasis],
  ["due_at", (row) => row.dueAt],
  ["remaining_hours", (row) => row.remainingHours],
  ["stopped_at", (row) => row.stoppedAt],
  ["rule", (row) => row.rule],
  ["owner", (row) => row.owner],
  ["digest", (row) => row.digest],
];

export const BURN_DOWN_COLUMNS: CsvColumns<BurnDownDay> = [
  ["day", (row) => row.day],
  ["at", (row) => row.at],
  ["ahead", (row) => row.ahead],
  ["inside", (row) => row.inside],
  ["breached", (row) => row.breached],
  ["due", (row) => row.due],
];

export const PLACE_COLUMNS: CsvColumns<SearchPlace> = [
  ["image", (row) => row.image],
  ["tags", (row) => row.tags.join(" ")],
  ["digest", (row) => row.digest],
  ["current_by", (row) => row.current ?? "superseded"],
  ["vulnerability", (row) => row.vulnerability],
  ["severity", (row) => row.severity],
  ["status", (row) => row.status],
  ["package", (row) => row.package.key],
  ["version", (row) => row.package.version],
  ["fixed_version", (row) => row.fixedVersion],
  ["first_observed_at", (row) => row.firstObservedAt],
  ["vex", (row) => row.vex?.status],
  ["vex_author", (row) => row.vex?.author],
  ["vex_effect", (row) => (row.vex ? (row.vex.counts ? "in force" : "advice") : null)],
  ["vex_why", (row) => row.vex?.why],
  ["exception", (row) => row.exception],
];

export const VERSION_COLUMNS: CsvColumns<VersionSpread> = [
  ["package", (row) => row.key],
  ["type", (row) => row.type],
  ["name", (row) => row.name],
  ["version", (row) => row.version],
  ["current_digests", (row) => row.current],
  ["digests", (row) => row.digests],
];

export const FINDING_DIFFERENCE_COLUMNS: CsvColumns<FindingDifference> = [
  ["change", (row) => row.change],
  ["vulnerability", (row) => row.vulnerability],
  ["severity", (row) => row.severity],
  ["package", (row) => row.packageKey],
  ["a_version", (row) => row.a?.version],
  ["a_status", (row) => row.a?.status],
  ["b_version", (row) => row.b?.version],
  ["b_status", (row) => row.b?.status],
  ["fixed_version", (row) => row.b?.fixedVersion ?? row.a?.fixedVersion],
  ["why_unknown", (row) => row.why],
];

export const PACKAGE_DIFFERENCE_COLUMNS: CsvColumns<PackageDifference> = [
  ["change", (row) => row.change],
  ["type", (row) => row.type],
  ["package", (row) => row.name],
  ["package_key", (row) => row.key],
  ["a_versions", (row) => row.a.join(" ")],
  ["b_versions", (row) => row.b.join(" ")],
];

export const FACT_DIFFERENCE_COLUMNS: CsvColumns<FactDifference> = [
  ["change", (row) => row.change],
  ["field", (row) => row.field],
  ["name", (row) => row.name],
  ["a", (row) => row.a],
  ["b", (row) => row.b],
];

export const RECEIPT_COLUMNS: CsvColumns<ReceiptRow> = [
  ["receipt", (row) => row.id],
  ["state", (row) => row.state],
  ["recorded_at", (row) => row.recordedAt],
  ["done_at", (row) => row.doneAt],
  ["submitted_by", (row) => row.actor],
  ["files", (row) => row.files.join(" ")],
  ["image", (row) => row.claimedImage],
  ["digest", (row) => row.claimedDigest],
  ["documents", (row) => row.documents.total],
  ["applied", (row) => row.documents.applied],
  ["refused", (row) => row.documents.refused],
  ["conflict", (row) => row.documents.conflict],
  ["pending", (row) => row.documents.pending],
  ["opaque", (row) => row.documents.opaque],
  ["problem", (row) => row.problem?.detail],
];
