import { textAt } from "../shared/values";

/** What an object of the group holds, and where: a document of another format, or numbers alone. */
export interface Kind {
  /** Member of `spec` that is the document; "" for `spec` itself, null where there is none. */
  member: string | null;
  /** List that the document is about, and what its rows are. */
  rows: string;
  noun: string;
  hint: string | null;
}

const SYFT: Kind = { member: "syft", rows: "artifacts", noun: "artifact", hint: "syft-json" };
const SPDX: Kind = { member: "spdx", rows: "packages", noun: "package", hint: "application/spdx+json" };
const SUMMARY: Kind = { member: null, rows: "", noun: "", hint: null };

/** kubescape/storage, pkg/apis/softwarecomposition/v1beta1. */
export const KINDS: Readonly<Record<string, Kind>> = {
  SBOMSyft: SYFT,
  SBOMSyftFiltered: SYFT,
  SBOMSPDXv2p3: SPDX,
  SBOMSPDXv2p3Filtered: SPDX,
  VulnerabilityManifest: { member: "payload", rows: "matches", noun: "match", hint: "grype-json" },
  OpenVulnerabilityExchangeContainer: { member: "", rows: "statements", noun: "statement", hint: "text/vex+json" },
  VulnerabilityManifestSummary: SUMMARY,
  VulnerabilitySummary: SUMMARY,
};

const GROUP = /^spdx\.softwarecomposition\.kubescape\.io\/(v\w+)$/;

/** Version of the API where the object is one of this group, else null. */
export function groupOf(value: unknown): string | null {
  return GROUP.exec(textAt(value, "apiVersion") ?? "")?.[1] ?? null;
}
