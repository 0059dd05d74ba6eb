import type { Alteration } from "./alteration";
import { newKey, sha256, spki } from "./certificates";
import { forge, OTHER_DIGEST, signingText, statementText, type Forged } from "./documents";
import { forgeEntry, signCheckpoint, type ForgedEntry } from "./log";
import { minutes, rootOf, SIGNED_AT } from "./world";

const entry =
  (change: (given: ForgedEntry) => ForgedEntry) =>
  (given: Forged): Forged => ({ ...given, entry: change(given.entry) });
const proof = (
  change: (given: NonNullable<ForgedEntry["inclusionProof"]>) => NonNullable<ForgedEntry["inclusionProof"]>,
) => entry((given) => (given.inclusionProof ? { ...given, inclusionProof: change(given.inclusionProof) } : given));
export const LOGS: readonly Alteration[] = [
  {
    name: "an entry of a log nobody trusts",
    step: "log-inclusion",
    recipe: (_given, { theirs }) => ({ logged: theirs.log }),
  },
  {
    name: "another time of logging",
    step: "log-inclusion",
    forged: entry((given) => ({ ...given, integratedTime: String(Number(given.integratedTime) + 1) })),
  },
  { name: "another index in the log", step: "log-inclusion", forged: entry((given) => ({ ...given, logIndex: "1" })) },
  {
    name: "the promise of another entry",
    step: "log-inclusion",
    forged: (given, { recipe: from, style }) =>
      entry((own) => ({ ...own, inclusionPromise: forge({ ...from, key: newKey() }, style).entry.inclusionPromise }))(
        given,
      ),
  },
  {
    name: "the name of another log",
    step: "log-inclusion",
    forged: (given, { worlds }) =>
      entry((own) => ({ ...own, logId: { keyId: sha256(spki(worlds.theirs.log)).toString("base64") } }))(given),
  },
  {
    name: "an altered entry body",
    step: "log-inclusion",
    forged: entry((given) => ({
      ...given,
      canonicalizedBody: Buffer.from(`${Buffer.from(given.canonicalizedBody, "base64").toString()} `).toString(
        "base64",
      ),
    })),
  },
  {
    name: "an entry about another signature",
    step: "log-entry",
    recipe: () => ({ loggedInstead: { signature: Buffer.from("another signature") } }),
  },
  {
    name: "an entry about another payload",
    step: "log-entry",
    recipe: () => ({ loggedInstead: { payload: Buffer.from("another payload") } }),
  },
  {
    name: "an entry that names another signer",
    step: "log-signer",
    recipe: (given) => ({
      loggedInstead: { certificate: forge({ ...given, key: newKey(), loggedInstead: null }, "envelope").certificate },
    }),
  },
  {
    name: "an entry that was logged after the certificate ran out",
    step: "certificate-chain",
    recipe: () => ({ loggedAt: minutes(60) }),
  },
  {
    name: "an entry that was logged before the certificate began",
    step: "certificate-chain",
    recipe: () => ({ loggedAt: minutes(-60) }),
  },
  {
    name: "an entry that is another document's altogether",
    step: "log-entry",
    forged: (given, { recipe: from, style }) => ({
      ...given,
      entry: forge(
        { ...from, payload: style === "envelope" ? statementText(OTHER_DIGEST) : signingText(OTHER_DIGEST) },
        style,
      ).entry,
    }),
  },
  {
    name: "a log that had ended by then",
    step: "log-inclusion",
    request: (given, { ours }) => ({ trust: { ...given.trust, root: rootOf(ours, { logUntil: minutes(-1) }) } }),
  },
  {
    name: "an entry of a kind nobody knows",
    step: "log-entry",
    forged: (given, { worlds }) => ({
      ...given,
      entry: forgeEntry(
        { apiVersion: "0.0.1", kind: "rekord", spec: {} },
        "rekord",
        "0.0.1",
        SIGNED_AT,
        worlds.ours.log,
      ),
    }),
  },
  { name: "no entry", step: "log-presence", forged: entry((given) => ({ ...given, canonicalizedBody: "" })) },
];

/** Changes to what only bundles carry: proofs, checkpoints, promises. */
export const PROOFS: readonly Alteration[] = [
  {
    name: "another root hash in the proof",
    step: "log-checkpoint",
    forged: proof((given) => ({ ...given, rootHash: sha256(Buffer.from("x")).toString("base64") })),
  },
  {
    name: "another tree size in the proof",
    step: "log-checkpoint",
    forged: proof((given) => ({ ...given, treeSize: "3" })),
  },
  {
    name: "another hash on the path",
    step: "log-inclusion",
    forged: proof((given) => ({ ...given, hashes: [sha256(Buffer.from("x")).toString("base64")] })),
  },
  {
    name: "one hash too many on the path",
    step: "log-inclusion",
    forged: proof((given) => ({ ...given, hashes: [...given.hashes, ...given.hashes] })),
  },
  {
    name: "another index in the proof",
    step: "log-inclusion",
    forged: proof((given) => ({ ...given, logIndex: "1" })),
  },
  { name: "an index beyond the tree", step: "log-inclusion", forged: proof((given) => ({ ...given, logIndex: "2" })) },
  {
    name: "a checkpoint of another tree",
    step: "log-inclusion",
    forged: (given, { recipe: from, style }) =>
      proof((own) => ({
        ...own,
        checkpoint: forge({ ...from, key: newKey() }, style).entry.inclusionProof?.checkpoint ?? own.checkpoint,
      }))(given),
  },
  {
    name: "a checkpoint signed by another key under our key's hint",
    step: "log-inclusion",
    forged: (given, { worlds }) =>
      proof((own) => ({
        ...own,
        checkpoint: {
          envelope: signCheckpoint(noteOf(own.checkpoint.envelope), sha256(spki(worlds.ours.log)), worlds.theirs.log),
        },
      }))(given),
  },
  {
    name: "a checkpoint with another key's hint",
    step: "log-inclusion",
    forged: (given, { worlds }) =>
      proof((own) => ({
        ...own,
        checkpoint: {
          envelope: signCheckpoint(noteOf(own.checkpoint.envelope), sha256(spki(worlds.theirs.log)), worlds.ours.log),
        },
      }))(given),
  },
  {
    name: "an altered checkpoint",
    step: "log-inclusion",
    forged: proof((given) => ({
      ...given,
      checkpoint: { envelope: given.checkpoint.envelope.replace("\n2\n", "\n4\n") },
    })),
  },
  {
    name: "a checkpoint without a signature",
    step: "log-inclusion",
    forged: proof((given) => ({ ...given, checkpoint: { envelope: noteOf(given.checkpoint.envelope) } })),
  },
  { name: "no proof", step: "structure", forged: entry(({ inclusionProof: _none, ...rest }) => rest) },
  {
    name: "a time that nobody signed",
    step: "signed-time",
    forged: entry(({ inclusionPromise: _none, ...rest }) => rest),
  },
  {
    name: "a time that nobody signed beside a timestamp nobody trusts",
    step: "signed-time",
    recipe: () => ({ timestamp: "foreign" }),
    forged: entry(({ inclusionPromise: _none, ...rest }) => rest),
  },
  {
    name: "an entry under another kind than its body's",
    step: "log-entry",
    forged: entry((given) => ({ ...given, kindVersion: { kind: "hashedrekord", version: "0.0.1" } })),
  },
];

function noteOf(envelope: string): string {
  return envelope.slice(0, envelope.indexOf("\n\n") + 1);
}
