import { anchoreJson } from "./anchore-json";
import { anchorePolicy } from "./anchore-policy";
import { aquaJson } from "./aqua-json";
import { cisBenchJson } from "./cis-bench-json";
import { ckl } from "./ckl";
import { attestationList } from "./attestation-list";
import { clairJson } from "./clair-json";
import { csaf } from "./csaf";
import { cyclonedxJson } from "./cyclonedx-json";
import { cyclonedxXml } from "./cyclonedx-xml";
import { dsse } from "./dsse";
import { gcbProvenance } from "./gcb-provenance";
import { grypeJson } from "./grype-json";
import { hadolintJson } from "./hadolint-json";
import { harborJson } from "./harbor-json";
import { hdfJson } from "./hdf-json";
import { inTotoStatement } from "./in-toto-statement";
import { inspectorJson } from "./inspector-json";
import { kubeLinterJson } from "./kube-linter-json";
import { kubescapeJson } from "./kubescape-json";
import { kubescapeResource } from "./kubescape-resource";
import { neuvectorCompliance } from "./neuvector-compliance";
import { neuvectorJson } from "./neuvector-json";
import { ociConfig } from "./oci-config";
import { ociIndex } from "./oci-index";
import { ociManifest } from "./oci-manifest";
import { openvex } from "./openvex";
import { osvAdvisory } from "./osv-advisory";
import { osvScannerJson } from "./osv-scanner-json";
import { policyReport } from "./policy-report";
import type { FormatRoom } from "./room";
import { sarif } from "./sarif";
import { satelliteJson } from "./satellite-json";
import { sigstoreBundle } from "./sigstore-bundle";
import { simpleSigning } from "./simple-signing";
import { snykJson } from "./snyk-json";
import { spdxJson } from "./spdx-json";
import { spdxRdfXml } from "./spdx-rdf-xml";
import { spdxTagValue } from "./spdx-tag-value";
import { spdxXml } from "./spdx-xml";
import { spdxYaml } from "./spdx-yaml";
import { spdx3Jsonld } from "./spdx3-jsonld";
import { syftJson } from "./syft-json";
import { trivyCluster } from "./trivy-cluster";
import { trivyJson } from "./trivy-json";
import { trivyOperator } from "./trivy-operator";
import { twistlockJson } from "./twistlock-json";
import { wizJson } from "./wiz-json";
import { xccdf } from "./xccdf";
import { xrayJson } from "./xray-json";

/** Every format that is read. A new one is its folder and its line here; nothing else knows a format by name. */
export const rooms: readonly FormatRoom[] = [
  ociIndex,
  ociManifest,
  ociConfig,
  cyclonedxJson,
  cyclonedxXml,
  spdxJson,
  spdxTagValue,
  spdxYaml,
  spdxXml,
  spdxRdfXml,
  spdx3Jsonld,
  syftJson,
  trivyJson,
  trivyCluster,
  trivyOperator,
  grypeJson,
  osvScannerJson,
  osvAdvisory,
  policyReport,
  anchoreJson,
  anchorePolicy,
  aquaJson,
  cisBenchJson,
  ckl,
  clairJson,
  hadolintJson,
  hdfJson,
  harborJson,
  inspectorJson,
  kubeLinterJson,
  kubescapeJson,
  kubescapeResource,
  neuvectorCompliance,
  neuvectorJson,
  satelliteJson,
  snykJson,
  twistlockJson,
  wizJson,
  xccdf,
  xrayJson,
  sarif,
  openvex,
  csaf,
  dsse,
  inTotoStatement,
  sigstoreBundle,
  attestationList,
  gcbProvenance,
  simpleSigning,
];

export function roomById(id: string): FormatRoom | undefined {
  return rooms.find((room) => room.id === id);
}
