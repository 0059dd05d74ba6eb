import type { Facts } from "../../../domain/model/document";
import type { EvidenceKind } from "../../../domain/model/evaluation";
import type { Problem } from "../../../domain/model/problem";
import type { ParsedDocument } from "../../jobs/parsed-document";
import { contentId } from "../../store";

/** What a document is to the people who look at it; "carrier" only holds others. */
export type DocumentKind = EvidenceKind | "carrier";

export function documentId(submissionId: string, path: string, revision: number): string {
  return contentId("document", submissionId, path, String(revision));
}

export const revisionOf = (document: ParsedDocument): number => document.reading?.revision ?? 0;

/** A file that the reading thread could not finish. */
export function refusedFile({ sha256, sizeBytes, fileName }: { sha256: string; sizeBytes: number; fileName: string }, problem: Problem): ParsedDocument {
  return {
    path: "", parentPath: null, state: "refused", sha256, sizeBytes, hint: fileName,
    room: null, reading: null, problem, carrier: null, identities: [], notes: [], signatures: 0,
  };
}

/** One kind per document: a scan that lists packages stays a scan, a bill of materials with ratings stays one. */
export function kindOf(document: ParsedDocument): DocumentKind {
  const facts = document.reading?.facts;
  if (facts === undefined) return document.carrier === null ? "opaque" : "carrier";
  if (facts.archive) return "carrier";
  if (facts.index) return "image_index";
  if (facts.manifest) return "image_manifest";
  if (facts.config) return "image_config";
  if (facts.sbom && facts.scan) return /^(?:cyclonedx|spdx)/.test(document.room ?? "") ? "sbom" : "vuln_scan";
  if (facts.sbom) return "sbom";
  if (facts.scan) return scanKind(facts.scan);
  if (facts.vex) return "vex";
  if (facts.report) return "report";
  if (facts.advisory) return "advisory";
  if (facts.provenance) return "provenance";
  if (facts.statement) return "attestation";
  if (document.room === "simple-signing") return "signature";
  return facts.envelope ? "envelope" : "opaque";
}

function scanKind(scan: NonNullable<Facts["scan"]>): DocumentKind {
  if (scan.detections.length > 0 || (scan.secrets === null && scan.misconfigurations === null)) return "vuln_scan";
  if (scan.packagesSeen !== null || scan.os !== null) return "vuln_scan";
  return scan.misconfigurations === null ? "secret_scan" : "config_scan";
}

/** Facts without the lists that have tables of their own, and how many signatures stand around the document. */
export function factsWithoutLists({ reading, signatures }: ParsedDocument): Record<string, unknown> {
  const { sbom, scan, vex, ...rest } = reading?.facts ?? {};
  const kept: Record<string, unknown> = { ...rest, ...(signatures > 0 ? { signatures } : {}) };
  if (sbom) kept["sbom"] = { ...sbom, components: undefined };
  if (scan) kept["scan"] = { ...scan, detections: undefined };
  if (vex) kept["vex"] = { ...vex, statements: undefined };
  return kept;
}

export function summaryOf(document: ParsedDocument): string {
  if (document.reading) return document.reading.summary;
  if (document.problem) return document.problem.detail;
  if (document.carrier) return `Holds other documents (${document.carrier})`;
  return "Kept as it is: no reader knows this format";
}

/** An instant the database can hold, else null: dates of year 0 or 20000 are no reason to lose a document. */
export function storableInstant(text: string | null): string | null {
  if (text === null) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || ms < Date.UTC(1, 0, 1) || ms > Date.UTC(9999, 11, 31)) return null;
  return new Date(ms).toISOString();
}
