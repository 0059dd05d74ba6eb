import type { EvidenceItem } from "../../contracts/evidence";
import type { EvidenceVerdict, EvidenceVerdicts } from "../../contracts/pages";
import { shellName } from "../digest/prepare-verify";
import type { CommandView } from "../ui/command";
import type { Tone } from "../ui/status";

/** How many of the questions were answered with "verified", the others first. */
export function verdictsSentence(verdicts: readonly EvidenceVerdicts[], signed: boolean): { lead: string; rest: string } {
  const conflicts = verdicts.filter(({ conflict }) => conflict !== null).length;
  const doubtful = verdicts.filter(({ current }) => current.state !== "verified").length;
  if (verdicts.length === 0) return signed ? { lead: "Not judged yet.", rest: " It carries signatures, and is bound to no digest that they could be judged under." } : { lead: "Nothing in it carries a signature.", rest: " It counts as whoever handed it in counts." };
  const lead = doubtful === 0 ? "Verified" : doubtful === verdicts.length ? "Not verified" : `Not verified under ${doubtful} of ${verdicts.length}`;
  const where = doubtful > 0 && doubtful < verdicts.length ? " digests and lines it is shown in" : verdicts.length === 1 ? " under the digest and line it is shown in" : ` under all ${verdicts.length} digests and lines it is shown in`;
  return { lead, rest: `${where}${conflicts > 0 ? `; in conflict with ${conflicts} of them, where it counts for nothing` : ""}.` };
}

export interface VerdictView {
  tone: Tone;
  word: string;
  /** Unverified is louder than verified. */
  loud: "" | "loud" | "fail";
}

export function verdictView({ current, conflict }: Pick<EvidenceVerdicts, "current" | "conflict">): VerdictView {
  if (conflict !== null) return { tone: "fail", word: `In conflict with this digest${current.state === "verified" ? "" : ", and not verified"}`, loud: "fail" };
  return stateView(current.state);
}

const STATES: Record<EvidenceVerdict["state"], VerdictView> = {
  verified: { tone: "met", word: "Verified", loud: "" },
  invalid: { tone: "fail", word: "Failed verification", loud: "fail" },
  unsigned: { tone: "needs", word: "Unsigned", loud: "loud" },
  unknown: { tone: "needs", word: "Present, not verified", loud: "loud" },
};

export const stateView = (state: EvidenceVerdict["state"]): VerdictView => STATES[state];

/** Loudest first: conflicts, failures, doubt, then what is verified. */
export function byLoudness(verdicts: readonly EvidenceVerdicts[]): EvidenceVerdicts[] {
  const rank = (one: EvidenceVerdicts): number => ["fail", "loud", ""].indexOf(verdictView(one).loud);
  return verdicts.toSorted((a, b) => rank(a) - rank(b));
}

type SignedItem = Pick<EvidenceItem, "fileName" | "fileSha256" | "path" | "format">;

/**
 * Commands that answer the same question without this server: the hash, then the signature. Of an envelope with a key,
 * openssl alone does it; a bundle and a registry's signature need cosign.
 */
export function verifyCommands(item: SignedItem, verdicts: readonly EvidenceVerdicts[]): CommandView[] {
  const file = shellName(item.fileName);
  const hash: CommandView = { title: "The bytes", command: `sha256sum ${file}`, output: `${item.fileSha256}  ${file}` };
  const [first] = verdicts.filter(({ path }) => path === "");
  if (first === undefined) return [hash];
  if (first.room === "dsse") return [hash, envelopeCommand(file), subjectCommand(file)];
  if (first.room === "sigstore-bundle") return [hash, bundleCommand(file, first)];
  if (first.room === "simple-signing") return [hash, imageCommand(first)];
  return [hash];
}

function envelopeCommand(file: string): CommandView {
  return {
    title: "The signature of the envelope, with the signer's public key and openssl alone (ECDSA or RSA)",
    command: [
      `jq -j .payload ${file} | base64 -d > payload.bin`,
      `jq -j '.signatures[0].sig' ${file} | base64 -d > signature.bin`,
      `type=$(jq -j .payloadType ${file})`,
      `{ printf 'DSSEv1 %d %s %d ' "\${#type}" "$type" "$(wc -c < payload.bin)"; cat payload.bin; } > signed.bin`,
      `openssl dgst -sha256 -verify cosign.pub -signature signature.bin signed.bin`,
    ].join("\n"),
    output: "Verified OK",
  };
}

const subjectCommand = (file: string): CommandView => ({
  title: "What it is about: the digests its statement names",
  command: `jq -j .payload ${file} | base64 -d | jq -r '.subject[].digest.sha256'`,
});

function bundleCommand(file: string, { digest, current }: EvidenceVerdicts): CommandView {
  const who = current.issuer !== null && current.signer !== null
    ? `--certificate-identity ${quoted(current.signer)} \\\n  --certificate-oidc-issuer ${quoted(current.issuer)}`
    : `--certificate-identity SUBJECT --certificate-oidc-issuer ISSUER`;
  const type = current.predicateType === null ? "" : ` --type ${quoted(current.predicateType)}`;
  return {
    title: "The bundle, with cosign 2.5 or later",
    command: `cosign verify-blob-attestation --new-bundle-format --bundle ${file}${type} \\\n  ${who} \\\n  --digest ${digest.slice("sha256:".length)} --digestAlg sha256`,
  };
}

/** cosign asks for an entry of a transparency log unless it is told not to; a signature by a key often has none. */
function imageCommand({ image, digest, current }: EvidenceVerdicts): CommandView {
  const unlogged = current.log.length === 0;
  return { title: `The signature, from the registry, with the signer's public key${unlogged ? "; without a transparency log, which has no entry that we were shown" : ""}`, command: `cosign verify --key cosign.pub${unlogged ? " --insecure-ignore-tlog=true" : ""} ${image === null ? "IMAGE" : quoted(image)}@${digest}` };
}

/** For a POSIX shell: nothing in it is looked at. */
const quoted = (text: string): string => (/^[A-Za-z0-9._:/@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
