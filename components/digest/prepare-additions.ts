import type { SealShape } from "../../contracts/digest";
import type { CommandView } from "../ui/command";

export interface Addition {
  kind: SealShape["kind"];
  title: string;
  text: string;
  commands: CommandView[];
}

/** Where evidence is sent: the address a reader sees the product under, the system, the image and its digest. */
export interface Target {
  origin: string;
  system: string;
  /** Canonical name; null when no line holds the digest. */
  image: string | null;
  digest: string;
}

/** How to add each kind of evidence to this digest: the command that makes it, then the command that sends it. */
export function prepareAdditions(target: Target): Addition[] {
  const reference = `${target.image ?? "REGISTRY/NAME"}@${target.digest}`;
  return [
    {
      kind: "signature",
      title: "Signature",
      text: "Sign the digest, never a tag, from a build whose identity your trust policy names. Send the bundle: it says itself which digest it signs.",
      commands: [
        { title: "Sign by digest", command: `cosign sign ${reference}` },
        { title: "Fetch the bundle and send it", command: `cosign download signature ${reference} > signature.json\n${send(target, "signature.json")}` },
      ],
    },
    {
      kind: "provenance",
      title: "Provenance",
      text: "Provenance says who built the digest from which source. An attestation whose subject is this digest binds by itself; an unsigned one is shown as somebody's word.",
      commands: [
        { title: "Fetch the attestation and send it", command: `cosign download attestation ${reference} > provenance.intoto.jsonl\n${send(target, "provenance.intoto.jsonl")}` },
      ],
    },
    {
      kind: "sbom",
      title: "SBOM",
      text: "CycloneDX, SPDX and Syft are read, each in the forms listed where evidence is handed in. Make it from the digest, so that the file names what it describes.",
      commands: [{ title: "Make and send a bill of materials", command: `syft ${reference} -o cyclonedx-json=sbom.cdx.json\n${send(target, "sbom.cdx.json")}` }],
    },
    {
      kind: "scan",
      title: "Scan",
      text: "Reports of most scanners are read, each listed where evidence is handed in. Only a complete scan that recognised the operating system with a fresh database can support a pass.",
      commands: [{ title: "Scan and send the report", command: `trivy image --format json --list-all-pkgs --output trivy.json ${reference}\n${send(target, "trivy.json")}` }],
    },
    {
      kind: "vex",
      title: "VEX",
      text: "OpenVEX, CSAF and the VEX parts of CycloneDX and SPDX 3 are read. A statement must name this digest or a package in it; without a verified signature it is advice and stops no clock.",
      commands: [
        {
          title: "State and send",
          command: `vexctl create --product="pkg:oci/${shortName(target.image)}@${target.digest}" --vuln="CVE-YYYY-NNNN" --status="not_affected" --justification="vulnerable_code_not_present" --file=statement.openvex.json\n${send(target, "statement.openvex.json")}`,
        },
      ],
    },
  ];
}

/** The upload as one request that works from any machine with curl. */
export function send(target: Target, file: string): string {
  const image = target.image ? `image=${encodeURIComponent(target.image)}&` : "";
  return `curl --fail --header "Authorization: Bearer $PROOFMARK_TOKEN" \\\n  --form file=@${file} \\\n  "${target.origin}/api/v1/systems/${target.system}/evidence?${image}digest=${target.digest}"`;
}

const shortName = (image: string | null): string => image?.split("/").at(-1) ?? "NAME";
