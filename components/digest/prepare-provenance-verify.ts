import type { EvidenceItem } from "../../contracts/evidence";
import type { DigestProvenanceTab } from "../../contracts/pages";
import type { CommandView } from "../ui/command";
import type { Target } from "./prepare-additions";
import { shellName } from "./prepare-verify";

const PLAIN = /^[\x20-\x7e]{1,500}$/;

/** One word of a shell, quoted whatever is in it; null for what no command should carry (control characters, scripts of other directions). */
export function shellWord(text: string | null): string | null {
  return text !== null && PLAIN.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : null;
}

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/slsa\.dev\/provenance\/v0\.2$/, "slsaprovenance02"], [/slsa\.dev\/provenance\/v1(?:\.0)?$/, "slsaprovenance1"],
];

/** The commands that check this very evidence without believing this server; nothing is offered that could not work. */
export function prepareProvenanceVerify(target: Target, records: DigestProvenanceTab["records"], evidence: EvidenceItem[]): CommandView[] {
  return records.slice(0, 5).flatMap((record) => {
    const item = evidence.find((one) => one.documentId === record.documentId);
    return item ? [stored(target, item), ...cosign(target, record, item), ...slsaVerifier(target, record, item)] : [];
  });
}

function stored({ origin, system }: Target, item: EvidenceItem): CommandView {
  const file = shellName(item.fileName);
  return {
    title: `The file as it was handed in${item.id === null ? "" : ` (${item.id})`}`,
    command: `curl --fail --silent --header "Authorization: Bearer $PROOFMARK_TOKEN" --output ${file} \\\n  ${origin}/api/v1/systems/${system}/evidence/${item.fileSha256}/raw && sha256sum ${file}`,
    output: `${item.fileSha256}  ${file}`,
  };
}

function cosign({ image, digest }: Target, record: DigestProvenanceTab["records"][number], item: EvidenceItem): CommandView[] {
  const { signer, issuer, state } = item.verification;
  if (image === null || state !== "verified" || signer === null) return [];
  const type = TYPES.find(([pattern]) => pattern.test(record.predicateType))?.[1] ?? shellWord(record.predicateType);
  const reference = shellWord(`${image}@${digest}`);
  const [identity, authority] = [shellWord(signer), shellWord(issuer)];
  if (type === null || reference === null) return [];
  if (issuer === null) {
    const fingerprint = /^sha256:[0-9a-f]{64}$/.exec(signer)?.[0].slice(7);
    const key: CommandView[] = fingerprint === undefined ? [] : [{ title: "The signer's key: this must be its fingerprint", command: "openssl pkey -pubin -in cosign.pub -outform DER | sha256sum", output: `${fingerprint}  -` }];
    return [...key, { title: `The attestation in the registry, with that key${unlogged(item) ? "; without a transparency log, which has no entry that we were shown" : ""}`, command: `cosign verify-attestation --key cosign.pub${unlogged(item) ? " --insecure-ignore-tlog=true" : ""} --type ${type} \\\n  ${reference}` }];
  }
  if (identity === null || authority === null) return [];
  return [{ title: "The attestation in the registry, with its signer's identity", command: `cosign verify-attestation --type ${type} \\\n  --certificate-identity ${identity} \\\n  --certificate-oidc-issuer ${authority} \\\n  ${reference}` }];
}

/** cosign asks for a log entry unless it is told not to; a signature by a key often has none. */
const unlogged = ({ verification }: EvidenceItem): boolean => verification.log.length === 0;

const GOOGLE = "https://cloudbuild.googleapis.com/GoogleHostedWorker";
const GENERATOR = "https://github.com/slsa-framework/slsa-github-generator/";

function slsaVerifier({ image, digest }: Target, record: DigestProvenanceTab["records"][number], item: EvidenceItem): CommandView[] {
  const { builderId, sourceRepository } = record.facts;
  const known = builderId !== null && (builderId.startsWith(GOOGLE) || builderId.startsWith(GENERATOR));
  const source = shellWord(sourceRepository?.replace(/^https:\/\//, "") ?? null);
  const reference = image === null ? null : shellWord(`${image}@${digest}`);
  const builder = shellWord(builderId?.split("@")[0] ?? null);
  if (!known || source === null || reference === null || builder === null) return [];
  const file = builderId?.startsWith(GOOGLE) ? ` \\\n  --provenance-path ${shellName(item.fileName)}` : "";
  return [{ title: "Builder and source, with slsa-verifier", command: `slsa-verifier verify-image ${reference} \\\n  --source-uri ${source} \\\n  --builder-id ${builder}${file}` }];
}
