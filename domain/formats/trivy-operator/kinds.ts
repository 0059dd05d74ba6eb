import { textAt } from "../shared/values";

/** What a kind of report speaks of: an image's packages, its secrets, its bill of materials, a workload, a cluster. */
export type ReportKind = "vulnerabilities" | "secrets" | "bom" | "checks" | "cluster" | "compliance";

export const KINDS: Readonly<Record<string, ReportKind>> = {
  VulnerabilityReport: "vulnerabilities",
  ClusterVulnerabilityReport: "vulnerabilities",
  ExposedSecretReport: "secrets",
  SbomReport: "bom",
  ClusterSbomReport: "bom",
  ConfigAuditReport: "checks",
  ClusterConfigAuditReport: "cluster",
  RbacAssessmentReport: "cluster",
  ClusterRbacAssessmentReport: "cluster",
  InfraAssessmentReport: "cluster",
  ClusterInfraAssessmentReport: "cluster",
  ClusterComplianceReport: "compliance",
  ClusterComplianceDetailReport: "compliance",
};

const GROUP = /^aquasecurity\.github\.io\/(v\w+)$/;

/** Version of the API where the object is one of this group, else null. */
export function groupOf(value: unknown): string | null {
  return GROUP.exec(textAt(value, "apiVersion") ?? "")?.[1] ?? null;
}
