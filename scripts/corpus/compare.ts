import { type CorpusNode as DocumentNode, eachCorpusNode as eachNode } from "./tree";

export interface Entry {
  path: string;
  kind: string;
  format: string;
  version?: unknown;
  valid: boolean | string;
  expected: Record<string, unknown> | null;
}

export interface Outcome {
  verdict: "right" | "wrong" | "not read";
  differences: { key: string; expected: unknown; got: unknown }[];
}

/** Keys compared per kind; the readers put raw counts under the same names. */
const KEYS: Record<string, readonly string[]> = {
  "sbom-cyclonedx": ["components_all", "with_purl", "without_version", "vulnerabilities", "dependencies", "services"],
  "sbom-cyclonedx-xml": ["component_elements_inside_components", "with_purl", "vulnerabilities"],
  "sbom-spdx": ["packages", "relationships", "with_purl", "duplicate_SPDXIDs"],
  "sbom-syft": ["artifacts", "types", "image_id", "manifest_digest", "repo_digests"],
  "scan-trivy": ["vulnerabilities", "severity", "unique_ids", "misconfigurations", "secrets", "image_id", "repo_digests"],
  "scan-grype": ["matches", "severity", "ignored", "unique_ids", "image_id", "manifest_digest"],
  "scan-sarif": ["runs", "results", "level", "suppressed"],
  "vex-openvex": ["statements", "status"],
  "vex-csaf": ["category", "vulnerabilities", "product_status"],
  attestation: ["payloadType", "signatures", "statement.predicateType", "statement.subject", "predicateType", "subject"],
  "sigstore-bundle": ["content", "dsse.payloadType", "dsse.statement.predicateType", "dsse.statement.subject"],
  "gcb-provenance": ["provenances", "image_digest", "fully_qualified", "signatures"],
  "k8s-cr": ["documents", "kinds", "items"],
  bench: ["items", "totals"],
  stig: ["root", "rules", "rule_results"],
  "stig-ckl": ["status"],
  "stig-hdf": ["profiles", "controls", "result_status"],
  policyreport: ["documents", "kinds", "results", "summary"],
  osv: ["id", "aliases", "affected", "withdrawn"],
  "scan-export": ["items", "source_states_findings"],
  "scan-report": [],
  oci: ["manifests", "layers", "platforms", "config", "os", "architecture", "diff_ids", "subject", "artifactType"],
};

/** Where the readers keep a count under names of their own: rows of a scan, results of a report of checks. */
const OURS: Readonly<Record<string, readonly string[]>> = { source_states_findings: ["rows", "results"] };

/** Which kind's keys judge a format, and the room that reads it: a file keeps its format wherever it is filed. */
const FORMATS: readonly { format: RegExp; kind: string; room: string }[] = [
  { format: /^cyclonedx-json$/, kind: "sbom-cyclonedx", room: "cyclonedx-json" },
  { format: /^cyclonedx-xml$/, kind: "sbom-cyclonedx-xml", room: "cyclonedx-xml" },
  { format: /^spdx-json$/, kind: "sbom-spdx", room: "spdx-json" },
  { format: /^spdx-tag-value$/, kind: "sbom-spdx", room: "spdx-tag-value" },
  { format: /^spdx-yaml$/, kind: "sbom-spdx", room: "spdx-yaml" },
  { format: /^spdx-xml$|^xml\(declares UTF-8, bytes are UTF-16\)$/, kind: "sbom-spdx", room: "spdx-xml" },
  { format: /^spdx-rdfxml$/, kind: "sbom-spdx", room: "spdx-rdf-xml" },
  { format: /^spdx3-jsonld$/, kind: "sbom-spdx", room: "spdx3-jsonld" },
  { format: /^syft-json$/, kind: "sbom-syft", room: "syft-json" },
  { format: /^trivy-json/, kind: "scan-trivy", room: "trivy-json" },
  { format: /^(?:anchore_)?grype-json$/, kind: "scan-grype", room: "grype-json" },
  { format: /^sarif$/, kind: "scan-sarif", room: "sarif" },
  { format: /^openvex-json$/, kind: "vex-openvex", room: "openvex" },
  { format: /^csaf-json$/, kind: "vex-csaf", room: "csaf" },
  { format: /^dsse$|^in-toto-statement$/, kind: "attestation", room: "dsse" },
  { format: /^gcb-provenance$/, kind: "gcb-provenance", room: "gcb-provenance" },
  { format: /^sigstore-bundle$/, kind: "sigstore-bundle", room: "sigstore-bundle" },
  { format: /^oci-(index|manifest|config)$/, kind: "oci", room: "oci-index" },
  { format: /^kubernetes-(json|yaml)$|^trivy_operator-json-array$/, kind: "k8s-cr", room: "trivy-operator" },
  { format: /^kubescape_storage-(json|yaml)$/, kind: "k8s-cr", room: "kubescape-resource" },
  { format: /^osv_scanner-json$/, kind: "scan-other", room: "osv-scanner-json" },
  { format: /^kube-bench-or-docker-bench-json$|^kubebench-json-array$/, kind: "bench", room: "cis-bench-json" },
  { format: /^hdf-json$/, kind: "stig-hdf", room: "hdf-json" },
  { format: /^ckl$/, kind: "stig-ckl", room: "ckl" },
  { format: /^xccdf$/, kind: "stig", room: "xccdf" },
  { format: /^policyreport-yaml$/, kind: "policyreport", room: "policy-report" },
  { format: /^osv-(?:json|yaml)$/, kind: "osv", room: "osv-advisory" },
  { format: /^anchore_engine-json$|^anchorectl_vulns-json-array$/, kind: "scan-export", room: "anchore-json" },
  { format: /^anchore_enterprise-json-array$|^anchorectl_policies-json-array$/, kind: "scan-export", room: "anchore-policy" },
  { format: /^aqua-json(?:-array)?$/, kind: "scan-export", room: "aqua-json" },
  { format: /^aws_inspector2-json$/, kind: "scan-export", room: "inspector-json" },
  { format: /^clair-json$/, kind: "scan-export", room: "clair-json" },
  { format: /^hadolint-json-array$/, kind: "scan-export", room: "hadolint-json" },
  { format: /^harbor_vulnerability-json$/, kind: "scan-export", room: "harbor-json" },
  { format: /^jfrog_xray_on_demand_binary_scan-json-array$/, kind: "scan-export", room: "xray-json" },
  { format: /^kubelinter-json$/, kind: "scan-export", room: "kube-linter-json" },
  { format: /^kubescape-json$/, kind: "scan-report", room: "kubescape-json" },
  { format: /^neuvector-json$/, kind: "scan-export", room: "neuvector-json" },
  { format: /^neuvector_compliance-json$/, kind: "scan-export", room: "neuvector-compliance" },
  { format: /^redhatsatellite-json$/, kind: "scan-export", room: "satellite-json" },
  { format: /^snyk-json(?:-array)?$/, kind: "scan-export", room: "snyk-json" },
  { format: /^twistlock-json$/, kind: "scan-export", room: "twistlock-json" },
  { format: /^wizcli_img-json$/, kind: "scan-export", room: "wiz-json" },
];

const REPORT_KINDS = /"(?:aquasecurity\.github\.io\/[^"]*)?(?:Cluster)?(?:Vulnerability|ExposedSecret|Sbom|ConfigAudit|RbacAssessment|InfraAssessment|Compliance)Report"|"(?:SBOMSyft|SBOMSPDXv2p3|VulnerabilityManifest|VulnerabilitySummary|OpenVulnerabilityExchangeContainer)/;

/** Judges one file. Formats without a reader are "not read"; a broken one must still not be taken for sound. */
export function compareFile(entry: Entry, tree: DocumentNode): Outcome {
  const expected = entry.expected ?? {};
  const broken = entry.valid === false || "parse_error" in expected;
  if (broken) return judgeBroken(entry, expected, tree);
  if (entry.format.startsWith("json-lines:")) return compareLines(entry, expected, tree);
  const format = FORMATS.find((row) => row.format.test(entry.format));
  if (format === undefined || tree.state === "opaque" && opaqueIsRight(entry, expected)) return { verdict: "not read", differences: [] };
  const got = countsOf(tree);
  const keys = KEYS[format.kind] ?? [];
  const differences = keys.flatMap((key) => difference(key, at(expected, key), (OURS[key] ?? [key]).map((name) => at(got, name)).find((value) => value !== undefined)));
  const unread = tree.state === "read" || tree.state === "carrier" ? [] : [{ key: "state", expected: "read", got: `${tree.state}: ${tree.problem?.code ?? `claims ${tree.claims.join(", ") || "none"}`}` }];
  const all = [...unread, ...differences];
  return { verdict: all.length === 0 ? "right" : "wrong", differences: all };
}

/**
 * Kubernetes objects share one syntax: those that no reader claims are other objects. An empty list, or an object that
 * holds nothing but one, could be of any tool.
 */
function opaqueIsRight(entry: Entry, expected: Record<string, unknown>): boolean {
  if (entry.format.startsWith("kubernetes-")) return !JSON.stringify([entry.version, expected]).match(REPORT_KINDS);
  const members = expected["top_level_keys"];
  if (entry.kind !== "scan-other" || expected["source_states_findings"] !== 0) return false;
  return expected["items"] === 0 || (Array.isArray(members) && members.length === 1);
}

/**
 * Refused, unknown, or read with a problem that is named. What only a signature check can tell is not judged here:
 * until there is one, such a document is shown as unverified.
 */
function judgeBroken(entry: Entry, expected: Record<string, unknown>, tree: DocumentNode): Outcome {
  const nodes = [...eachNode(tree)];
  const named = nodes.some((node) => node.state === "refused" || [...node.notes, ...(node.reading?.notes ?? [])].some((note) => note.level !== "info"));
  const known = FORMATS.some((row) => row.format.test(entry.format));
  if (named) return { verdict: "right", differences: [] };
  if (nodes.every((node) => node.state === "opaque")) return { verdict: known || "parse_error" in expected ? "right" : "not read", differences: [] };
  const signed = entry.format === "sigstore-bundle" || ["verify", "source_says", "dsse_signature_checked"].some((key) => key in expected);
  if (signed) return { verdict: "not read", differences: [] };
  return { verdict: "wrong", differences: [{ key: "valid", expected: false, got: `read by ${tree.room} without a named problem` }] };
}

function compareLines(entry: Entry, expected: Record<string, unknown>, tree: DocumentNode): Outcome {
  const inner = entry.format.slice("json-lines:".length);
  const format = FORMATS.find((row) => row.format.test(inner));
  if (format === undefined) return { verdict: "not read", differences: [] };
  const [first] = tree.children;
  const differences = [
    ...difference("documents", expected["documents"], tree.children.length),
    ...(KEYS[format.kind] ?? []).flatMap((key) => difference(key, at(expected["first"], key), first ? at(countsOf(first), key) : undefined)),
  ];
  return { verdict: differences.length === 0 ? "right" : "wrong", differences };
}

/** Kinds of all documents of a YAML stream. */
function countsOfStream(tree: DocumentNode): Record<string, unknown> {
  const counts = tree.children.map((child) => child.reading?.counts ?? {});
  // Of the summaries in a stream the index holds the first two.
  const listed = counts.map((one) => one["summary"]).filter(Array.isArray);
  return { documents: tree.children.length, kinds: added(counts, "kinds"), results: added(counts, "results"), summary: listed.flat().slice(0, 2) };
}

/** The counts of all documents of a stream, word by word. */
function added(counts: readonly Record<string, unknown>[], key: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts) for (const [word, count] of Object.entries((one[key] ?? {}) as Record<string, number>)) sums[word] = (sums[word] ?? 0) + count;
  return sums;
}

/** Counts of a document, with what is inside an envelope under the names the index gives it. */
function countsOf(tree: DocumentNode): Record<string, unknown> {
  if (tree.carrier === "yaml-documents") return countsOfStream(tree);
  const node = tree.state === "carrier" && tree.children.length === 1 && tree.children[0] ? tree.children[0] : tree;
  const counts = node.reading?.counts ?? {};
  const inside = node.children.find((child) => child.reading !== null);
  if (node.room === "dsse") return { ...counts, statement: inside?.reading?.counts };
  if (node.room === "sigstore-bundle") return { ...counts, dsse: inside ? countsOf(inside) : undefined };
  return counts;
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined), value);
}

function difference(key: string, expected: unknown, got: unknown): Outcome["differences"] {
  if (expected === undefined) return [];
  return canonical(expected) === canonical(got) ? [] : [{ key, expected, got }];
}

/** Order of keys says nothing; order in lists does. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner)) ?? "undefined";
}
