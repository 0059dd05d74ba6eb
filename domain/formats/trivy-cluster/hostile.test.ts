import { brokenBytes, strangeTexts } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [resource] = example.Resources;
const [result] = resource?.Results ?? [];
const [metadata] = resource?.Metadata ?? [];
const [row] = result?.Vulnerabilities ?? [];
const top = (over: object): object => ({ ...example, ...over });
const doc = (over: object): object => top({ Resources: [{ ...resource, ...over }] });
const put = (over: object): object => doc({ Results: [{ ...result, Vulnerabilities: [{ ...row, ...over }] }] });
const image = (over: object): object => doc({ Metadata: [{ ...metadata, ...over }] });
const unsure = "noted:trivy-cluster/which-image";

describeHostile("trivy-cluster", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ...strangeTexts("the cluster", (ClusterName) => top({ ClusterName })),
  ...strangeTexts("the workload", (Name) => doc({ Name })),
  ["resources as an object", top({ Resources: {} }), "trivy-cluster/section"],
  ["resources as text", top({ Resources: "all" }), "trivy-cluster/section"],
  ["resources as a number", top({ Resources: 0 }), "trivy-cluster/section"],
  ["resources of null", top({ Resources: null }), "read"],
  ["no resource", top({ Resources: [] }), "read"],
  ["a resource of null", top({ Resources: [null] }), "trivy-cluster/resource"],
  ["a resource that is text", top({ Resources: ["app"] }), "trivy-cluster/resource"],
  ["a resource that is a list", top({ Resources: [[resource]] }), "trivy-cluster/resource"],
  ["a resource of nothing", top({ Resources: [{}] }), "read"],
  ["more resources than accepted", top({ Resources: Array.from({ length: 9001 }, () => ({})) }), "trivy-cluster/too-many"],
  ["checks as an object", top({ Misconfigurations: {} }), "trivy-cluster/section"],
  ["a broken resource among the checks", top({ Misconfigurations: [1] }), "trivy-cluster/resource"],
  ["vulnerabilities as text", top({ Vulnerabilities: "none" }), "trivy-cluster/section"],
  ["results as an object", doc({ Results: {} }), "trivy-cluster/resource"],
  ["results as text", doc({ Results: "none" }), "trivy-cluster/resource"],
  ["results of null", doc({ Results: null }), "read"],
  ["a result of null", doc({ Results: [null] }), "trivy-cluster/resource"],
  ["a result that is a list", doc({ Results: [[result]] }), "trivy-cluster/resource"],
  ["a result of nothing", doc({ Results: [{}] }), "read"],
  ["two images", doc({ Metadata: [metadata, metadata] }), unsure],
  ["no image", doc({ Metadata: [] }), unsure],
  ["an image that is text", doc({ Metadata: ["app:1"] }), unsure],
  ["an image of null", doc({ Metadata: [null] }), unsure],
  ["images that are one object", doc({ Metadata: metadata }), unsure],
  ["images that are text", doc({ Metadata: "app:1" }), unsure],
  ["an image id of 63 digits", image({ ImageID: `sha256:${"c".repeat(63)}` }), "read"],
  ["repository digests as text", image({ RepoDigests: "x" }), "read"],
  ["a result whose vulnerabilities are an object", doc({ Results: [{ ...result, Vulnerabilities: {} }] }), "trivy/result"],
  ["a vulnerability of null", doc({ Results: [{ ...result, Vulnerabilities: [null] }] }), "trivy/row"],
  ["a vulnerability without a package", put({ PkgName: undefined }), "trivy/row"],
  ["a vulnerability whose version is a number", put({ InstalledVersion: 3 }), "trivy/row"],
  ["a vulnerability without an id", put({ VulnerabilityID: undefined }), "noted:trivy/row-without-id"],
  ["a vulnerability id longer than any", put({ VulnerabilityID: "C".repeat(300) }), "ingest/text-too-long"],
  ["checks that call themselves packages of Kubernetes", doc({ Results: [{ ...result, Type: "kubernetes" }] }), "noted:trivy-cluster/about-a-workload"],
  ["a cluster without a name", top({ ClusterName: "" }), "read"],
  ["a cluster whose name is a number", top({ ClusterName: 1 }), "opaque"],
  ["a cluster whose name is null", top({ ClusterName: null }), "opaque"],
  ["a cluster and nothing else", { ClusterName: "prod" }, "opaque"],
  ["a cluster and a report of an image at once", top({ SchemaVersion: 2, ArtifactName: "a", Results: [] }), "read"],
]);
