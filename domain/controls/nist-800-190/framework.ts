import { carryFail, carryOver } from "../basis/carry-over";
import { builderPoints, expectationPoints, provenancePoints } from "../basis/provenance-points";
import { pickSbom } from "../basis/pick-sbom";
import { lacks, violates, type Framework, type FrameworkText, type Rule } from "../control";
import { signaturePoints } from "../basis/signature-points";
import texts from "./texts.json";

const vulnerabilities: Rule = (context) => {
  const sbom = pickSbom(context.facts, context.index);
  return [
    ...carryOver(context, "4.4"),
    ...(sbom === null ? [lacks("An SBOM of the digest", "None was received", ["sbom"], [], "No SBOM of this digest was received")] : []),
    lacks("A gate that this digest had to pass", "No pipeline gate or admission rule with a threshold was received", ["ci_run", "admission_policy"], [], "Flaws are inside their promises; no gate was shown"),
  ];
};

const configuration: Rule = (context) => [
  ...["4.1", "4.6", "4.8"].flatMap((control) => carryFail(context, control)),
  ...failedChecks(context),
  lacks("A configuration scan of this digest against a named benchmark", "None was received", ["config_scan"], [], "No configuration scan of this digest was received"),
  lacks("Proof that images that deviate are blocked", "No admission policy or pipeline gate was received", ["admission_policy", "ci_run"]),
];

/** Failed checks of misconfiguration scans, high and worse. */
const failedChecks: Rule = ({ facts, index }) =>
  facts.scans.flatMap((scan) => {
    const binding = index.get(scan.evidence)?.binding;
    if (binding === undefined || binding === "conflict" || binding === "pending") return [];
    const failed = (scan.misconfigurations ?? []).filter((one) => one.status === "fail" && (one.severity === "critical" || one.severity === "high"));
    const first = failed.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
    return first ? [violates("No failed check of high severity", `${failed.length} failed, ${first.id} among them`, [scan.evidence], `A configuration scan reports ${failed.length} failed ${failed.length === 1 ? "check" : "checks"} of high severity`)] : [];
  });

const malware: Rule = () => [lacks("A malware scan of the unpacked files", "None was received", ["malware_scan", "file_inventory"], [], "No malware scan of this digest was received")];

const secrets: Rule = (context) => [
  ...carryOver(context, "4.10"),
  lacks("How the workload gets its secrets", "No workload specification was received", ["workload_spec"]),
];

/** 4.1.5: signed by who may, built by an approved builder as verified provenance shows, and the build that the line expects. */
const trusted: Rule = (context) => [
  ...carryFail(context, "4.2"),
  ...signaturePoints(context),
  ...provenancePoints(context, { needed: true, failed: "violates" }),
  ...builderPoints(context),
  ...expectationPoints(context),
  lacks("Registry, base and admission records", "None was received", ["base_lineage", "registry_record", "admission_policy"], [], "No registry, base or admission record was received"),
];

/** Image countermeasures of NIST SP 800-190, built from the benchmark results where they ask the same. */
export const nist800190: Framework = {
  text: texts as FrameworkText,
  revision: 2,
  rules: { "4.1.1": vulnerabilities, "4.1.2": configuration, "4.1.3": malware, "4.1.4": secrets, "4.1.5": trusted },
};
