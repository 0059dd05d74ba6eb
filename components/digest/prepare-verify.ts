import type { EvidenceItem } from "../../contracts/evidence";
import type { CommandView } from "../ui/command";
import { escapeUntrusted } from "../ui/prepare-untrusted";
import type { Target } from "./prepare-additions";

/** A file name that can stand in a shell command: everything but letters, digits, dot, dash and underscore is `_`. */
export function shellName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^[-.]+/, "_");
  return safe === "" ? "evidence" : safe.slice(0, 120);
}

/** What a reader can run without believing this server: the registry's digest, the stored bytes, the signature. */
export function prepareVerify(target: Target, evidence: Pick<EvidenceItem, "fileName" | "fileSha256" | "kind">[]): CommandView[] {
  const commands: CommandView[] = [];
  if (target.image) {
    const reference = `${target.image}@${target.digest}`;
    commands.push({
      title: "The digest, from the registry: hash the manifest yourself",
      command: `skopeo inspect --raw docker://${reference} | sha256sum`,
      output: `${target.digest.replace("sha256:", "")}  -`,
    });
  }
  const first = evidence.find((item) => item.kind === "sbom") ?? evidence.find((item) => item.kind === "vuln_scan") ?? evidence[0];
  if (first) {
    const file = shellName(first.fileName);
    commands.push({
      title: `The stored ${escapeUntrusted(first.fileName, 80)}, byte for byte`,
      command: `curl --fail --silent --header "Authorization: Bearer $PROOFMARK_TOKEN" --output ${file} \\\n  ${target.origin}/api/v1/systems/${target.system}/evidence/${first.fileSha256}/raw && sha256sum ${file}`,
      output: `${first.fileSha256}  ${file}`,
    });
  }
  commands.push({
    title: "The packet, with every piece of evidence attached",
    command: `npm run -s proofmark -- packet --system ${target.system} --digest ${target.digest} --out packet.pdf`,
  });
  return commands;
}
