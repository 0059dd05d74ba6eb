import type { SealShape } from "../../contracts/digest";
import type { CommandView } from "../ui/command";

/** The commands of the first ingest as they work on this installation. */
export function firstCommands(system: string, origin: string): { token: CommandView[]; upload: CommandView[] } {
  const image = "registry.example/team/app";
  const digest = "sha256:…";
  return {
    token: [
      {
        title: "On the machine this runs on",
        command: `export PROOFMARK_TOKEN=$(npm run -s proofmark -- token create --system ${system} --role ingest)`,
      },
    ],
    upload: [
      {
        title: "With the command line",
        command: `npm run -s proofmark -- ingest --system ${system} \\\n  --image ${image} --digest ${digest} \\\n  --wait manifest.json config.json sbom.cdx.json trivy.json`,
      },
      {
        title: "Or from any machine with curl",
        command: `curl --fail --header "Authorization: Bearer $PROOFMARK_TOKEN" \\\n  --form file=@sbom.cdx.json --form file=@trivy.json \\\n  "${origin}/api/v1/systems/${system}/evidence?image=${image}&digest=${digest}"`,
      },
    ],
  };
}

export const STRUCK_BY: Record<SealShape["kind"], string> = {
  signature: "Struck by a signature over the digest from an identity you trust",
  provenance: "Struck by build provenance whose builder you trust",
  sbom: "Struck by a bill of materials that names the digest",
  scan: "Struck by a complete report of a scanner that dates its database",
  vex: "Struck by signed VEX",
};
