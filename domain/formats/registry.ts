import { csaf } from "./csaf";
import { cyclonedxJson } from "./cyclonedx-json";
import { dsse } from "./dsse";
import { grypeJson } from "./grype-json";
import { inTotoStatement } from "./in-toto-statement";
import { ociConfig } from "./oci-config";
import { ociIndex } from "./oci-index";
import { ociManifest } from "./oci-manifest";
import { openvex } from "./openvex";
import { osvScannerJson } from "./osv-scanner-json";
import type { FormatRoom } from "./room";
import { sarif } from "./sarif";
import { sigstoreBundle } from "./sigstore-bundle";
import { simpleSigning } from "./simple-signing";
import { spdxJson } from "./spdx-json";
import { spdxTagValue } from "./spdx-tag-value";
import { spdxYaml } from "./spdx-yaml";
import { spdx3Jsonld } from "./spdx3-jsonld";
import { syftJson } from "./syft-json";
import { trivyJson } from "./trivy-json";
import { trivyOperator } from "./trivy-operator";

/** Every format that is read. A new one is its folder and its line here; nothing else knows a format by name. */
export const rooms: readonly FormatRoom[] = [
  ociIndex,
  ociManifest,
  ociConfig,
  cyclonedxJson,
  spdxJson,
  spdxTagValue,
  spdxYaml,
  spdx3Jsonld,
  syftJson,
  trivyJson,
  trivyOperator,
  grypeJson,
  osvScannerJson,
  sarif,
  openvex,
  csaf,
  dsse,
  inTotoStatement,
  sigstoreBundle,
  simpleSigning,
];

export function roomById(id: string): FormatRoom | undefined {
  return rooms.find((room) => room.id === id);
}
