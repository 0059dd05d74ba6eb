import type { CheckId, VerifyRequest } from "../../../domain/verification/model";
import type { TrustPolicy, TrustRule } from "../../../domain/verification/policy-model";
import {
  DIGEST,
  forge,
  ISSUER,
  OTHER_DIGEST,
  recipe,
  signingText,
  statementText,
  SUBJECT,
  type Forged,
  type Recipe,
  type Style,
} from "./documents";
import { forgeEntry, signCheckpoint, type ForgedEntry } from "./log";
import { newKey, pemOf, sha256, spki } from "./certificates";
import { minutes, rootOf, SIGNED_AT, type World } from "./world";

/** The ways a document travels that every alteration is tried on. */
export type Carried = "bundle" | "envelope" | "signing";
export const CARRIED: readonly Carried[] = ["bundle", "envelope", "signing"];

/** One change to an otherwise verified document, and the step that must name it. */
export interface Alteration {
  name: string;
  step: CheckId | Partial<Record<Carried, CheckId>>;
  recipe?: (given: Recipe, worlds: Worlds) => Partial<Recipe>;
  forged?: (given: Forged, context: { recipe: Recipe; style: Style; worlds: Worlds }) => Forged;
  request?: (given: VerifyRequest, worlds: Worlds) => Partial<VerifyRequest>;
}

export interface Worlds {
  ours: World;
  /** A second infrastructure that uses the same names with other keys. */
  theirs: World;
}

export const RULE: TrustRule = {
  id: "build",
  name: "our builds",
  signer: { type: "identity", issuer: ISSUER, subject: { type: "exact", value: SUBJECT } },
  predicateTypes: null,
  images: null,
  validFrom: null,
  validTo: null,
};

export const policyWith = (changes: Partial<TrustRule>): TrustPolicy => ({
  id: "test policy",
  rules: [{ ...RULE, ...changes }],
  acceptUnsignedFrom: [],
});
const policyOf = (given: VerifyRequest, policy: TrustPolicy): Partial<VerifyRequest> => ({
  trust: { ...given.trust, policy },
});
const rule =
  (changes: Partial<TrustRule>) =>
  (given: VerifyRequest): Partial<VerifyRequest> =>
    policyOf(given, policyWith(changes));
const pattern = (value: string) =>
  rule({ signer: { type: "identity", issuer: ISSUER, subject: { type: "pattern", value } } });
const leaf =
  (changes: Partial<Recipe["leaf"]>) =>
  (given: Recipe): Partial<Recipe> => ({ leaf: { ...given.leaf, ...changes } });
const entry =
  (change: (given: ForgedEntry) => ForgedEntry) =>
  (given: Forged): Forged => ({ ...given, entry: change(given.entry) });
const proof = (
  change: (given: NonNullable<ForgedEntry["inclusionProof"]>) => NonNullable<ForgedEntry["inclusionProof"]>,
) => entry((given) => (given.inclusionProof ? { ...given, inclusionProof: change(given.inclusionProof) } : given));
const payload =
  (statement: string, signing: string) =>
  (_given: Recipe, style: Style): string =>
    style === "envelope" ? statement : signing;

/** Recipes know no style, so content alterations come as a pair. */
export interface ContentAlteration {
  name: string;
  step: CheckId | Partial<Record<Carried, CheckId>>;
  text: (given: Recipe, style: Style) => string;
}

export const CONTENT: readonly ContentAlteration[] = [
  {
    name: "a statement about another digest",
    step: "subject",
    text: payload(statementText(OTHER_DIGEST), signingText(OTHER_DIGEST)),
  },
  {
    name: "a statement about nothing",
    step: "subject",
    text: payload(statementText(DIGEST, { subject: [] }), signingText("")),
  },
  {
    name: "a subject whose digest is a prefix",
    step: "subject",
    text: payload(statementText(DIGEST.slice(0, 63)), signingText(DIGEST.slice(0, 63))),
  },
  {
    name: "a subject with the digest under another algorithm's name",
    step: "subject",
    text: payload(
      statementText(DIGEST, { subject: [{ name: "x", digest: { sha512: DIGEST } }] }),
      signingText(DIGEST).replace("sha256:", "sha512:"),
    ),
  },
  {
    name: "the digest in the subject's name only",
    step: "subject",
    text: payload(
      statementText(OTHER_DIGEST).replace('"image"', `"sha256:${DIGEST}"`),
      signingText(OTHER_DIGEST).replace("example/app", `example/app@sha256:${DIGEST}`),
    ),
  },
  {
    name: "an unknown statement type",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "signed-type" },
    text: payload(
      statementText(DIGEST, { _type: "https://in-toto.io/Statement/v9" }),
      signingText(DIGEST, "something else"),
    ),
  },
  {
    name: "no statement type",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "signed-type" },
    text: payload(statementText(DIGEST, { _type: undefined }), signingText(DIGEST, "")),
  },
  {
    name: "a payload that is no JSON",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "structure" },
    text: () => "not json",
  },
  {
    name: "a payload that is a list",
    step: { bundle: "statement-type", envelope: "statement-type", signing: "structure" },
    text: () => "[]",
  },
  {
    name: "two subjects under one key, the second ours",
    step: "duplicate-keys",
    text: payload(
      statementText(OTHER_DIGEST).replace(/}$/, `,"subject":[{"name":"x","digest":{"sha256":"${DIGEST}"}}]}`),
      signingText(OTHER_DIGEST).replace(/"type"/, `"image":{"docker-manifest-digest":"sha256:${DIGEST}"},"type"`),
    ),
  },
];

const otherSignature = (given: Forged, { recipe: from, style }: { recipe: Recipe; style: Style }): Forged => ({
  ...given,
  signature: forge(
    { ...from, payload: style === "envelope" ? statementText(OTHER_DIGEST) : signingText(OTHER_DIGEST) },
    style,
  ).signature,
});

const SIGNATURES: readonly Alteration[] = [
  {
    name: "a signature by another key under the same certificate",
    step: "signature",
    recipe: () => ({ signWith: newKey() }),
  },
  {
    name: "a signature cut short",
    step: "signature",
    forged: (given) => ({ ...given, signature: given.signature.subarray(0, -2) }),
  },
  {
    name: "a signature with one bit flipped",
    step: "signature",
    forged: (given) => ({ ...given, signature: flip(given.signature) }),
  },
  { name: "an empty signature", step: "structure", forged: (given) => ({ ...given, signature: Buffer.alloc(0) }) },
  { name: "a signature of the same key over something else", step: "signature", forged: otherSignature },
  {
    name: "a payload altered after signing",
    step: "signature",
    forged: (given) => ({ ...given, payload: Buffer.from(given.payload.toString().replace("image", "imagf")) }),
  },
];

const CERTIFICATES: readonly Alteration[] = [
  {
    name: "a certificate by an authority that only has the name of ours",
    step: "certificate-chain",
    recipe: (_given, { theirs }) => ({ issuedBy: theirs.authority }),
  },
  {
    name: "a certificate that had run out when it signed",
    step: "certificate-chain",
    recipe: leaf({ notBefore: minutes(-30), notAfter: minutes(-20) }),
  },
  {
    name: "a certificate that was not valid yet",
    step: "certificate-chain",
    recipe: leaf({ notBefore: minutes(5), notAfter: minutes(15) }),
  },
  { name: "a certificate without any use", step: "certificate-use", recipe: leaf({ uses: [] }) },
  { name: "a certificate for servers", step: "certificate-use", recipe: leaf({ uses: ["1.3.6.1.5.5.7.3.1"] }) },
  { name: "a certificate that is an authority", step: "certificate-use", recipe: leaf({ isAuthority: true }) },
  { name: "a certificate nobody logged", step: "certificate-log", recipe: leaf({ certificateLog: null }) },
  {
    name: "a certificate logged by an unknown log",
    step: "certificate-log",
    recipe: (given, { theirs }) => leaf({ certificateLog: theirs.certificateLog })(given),
  },
  {
    name: "a certificate whose log promise is about something else",
    step: "certificate-log",
    recipe: leaf({ breakLogPromise: true }),
  },
  {
    name: "another certificate of the same identity with another key",
    step: "signature",
    forged: (given, { recipe: from, style }) => ({
      ...given,
      certificate: forge({ ...from, key: newKey() }, style).certificate,
    }),
  },
  {
    name: "another certificate for the same key that claims our identity, not the logged one",
    step: "log-signer",
    recipe: leaf({ subject: { uri: "https://ci.test.example/somebody/else" } }),
    forged: (given, { recipe: from, style }) => ({
      ...given,
      certificate: forge({ ...from, leaf: { ...from.leaf, subject: { uri: SUBJECT } } }, style).certificate,
    }),
  },
  {
    name: "a certificate cut short",
    step: "structure",
    forged: (given) => ({ ...given, certificate: given.certificate.subarray(0, 40) }),
  },
];

const IDENTITIES: readonly Alteration[] = [
  { name: "another issuer", step: "issuer", recipe: leaf({ issuer: "https://evil.test.example" }) },
  { name: "no issuer", step: "issuer", recipe: leaf({ issuer: null }) },
  { name: "the issuer with a slash behind it", step: "issuer", recipe: leaf({ issuer: `${ISSUER}/` }) },
  {
    name: "another issuer in the older extension",
    step: "issuer",
    recipe: leaf({ issuer: "https://evil.test.example", oldIssuerExtension: true }),
  },
  {
    name: "another repository",
    step: "identity",
    recipe: leaf({ subject: { uri: SUBJECT.replace("org/repo", "org/repo2") } }),
  },
  {
    name: "a subject that only starts with ours",
    step: "identity",
    recipe: leaf({ subject: { uri: `${SUBJECT}-evil` } }),
  },
  {
    name: "a subject that only ends with ours",
    step: "identity",
    recipe: leaf({ subject: { uri: `https://evil.test.example/${SUBJECT}` } }),
  },
  { name: "our subject in other letters", step: "identity", recipe: leaf({ subject: { uri: SUBJECT.toUpperCase() } }) },
  {
    name: "a mail address as subject",
    step: "identity",
    recipe: leaf({ subject: { email: "build@ci.test.example" } }),
  },
  { name: "a rule with an open pattern", step: "identity", request: pattern("https://ci\\.test\\.example/org/repo/") },
  { name: "a rule whose pattern has no end", step: "identity", request: pattern("^https://ci\\.test\\.example/.*") },
  { name: "a rule whose host has an open dot", step: "identity", request: pattern("^https://ci.test\\.example/.*$") },
  { name: "a rule whose host has no end", step: "identity", request: pattern("^https://ci\\.test\\.example.*$") },
  {
    name: "a rule whose host slash is optional",
    step: "identity",
    request: pattern("^https://ci\\.test\\.example/?.*$"),
  },
  {
    name: "a rule with alternatives that escape the anchors",
    step: "identity",
    request: pattern("^https://ci\\.test\\.example/x|.*$"),
  },
  { name: "a rule with look-ahead", step: "identity", request: pattern("^https://ci\\.test\\.example/(?=.*).*$") },
  {
    name: "a sound pattern for another repository",
    step: "identity",
    request: pattern("^https://ci\\.test\\.example/other/.*$"),
  },
  {
    name: "a policy without rules",
    step: "identity",
    request: (given) => policyOf(given, { id: "empty", rules: [], acceptUnsignedFrom: [] }),
  },
  {
    name: "a policy that trusts another key only",
    step: "identity",
    request: rule({ signer: { type: "key", pem: pemOf(newKey()), requireLog: false } }),
  },
  {
    name: "a rule that ended before the signing",
    step: "rule-period",
    request: rule({ validTo: minutes(-60).toISOString() }),
  },
  {
    name: "a rule that begins after the signing",
    step: "rule-period",
    request: rule({ validFrom: minutes(60).toISOString() }),
  },
  {
    name: "a rule for another type of statement",
    step: "rule-predicate",
    request: rule({ predicateTypes: ["https://openvex.dev/ns"] }),
  },
  { name: "a rule for other images", step: "rule-image", request: rule({ images: ["registry.test.example/other/*"] }) },
  {
    name: "a request for another type of statement",
    step: "predicate-type",
    request: () => ({ predicateType: "https://openvex.dev/ns" }),
  },
  { name: "shown under another digest", step: "subject", request: () => ({ digest: OTHER_DIGEST }) },
  { name: "shown under something that is no digest", step: "subject", request: () => ({ digest: "latest" }) },
];

const LOGS: readonly Alteration[] = [
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

const TIMES_AND_ROOTS: readonly Alteration[] = [
  { name: "a timestamp by an authority nobody trusts", step: "signed-time", recipe: () => ({ timestamp: "foreign" }) },
  { name: "a timestamp over another signature", step: "signed-time", recipe: () => ({ timestamp: "other-signature" }) },
  {
    name: "a timestamp after the certificate ran out",
    step: "certificate-chain",
    recipe: () => ({ timestamp: "too-late" }),
  },
  {
    name: "a timestamp, and a root that knows no timestamp authority",
    step: "signed-time",
    recipe: () => ({ timestamp: "good" }),
    request: (given, { ours }) => ({ trust: { ...given.trust, root: rootOf(ours, { timestamps: false }) } }),
  },
  {
    name: "a timestamp of an authority that had ended",
    step: "signed-time",
    recipe: () => ({ timestamp: "good" }),
    request: (given, { ours }) => ({ trust: { ...given.trust, root: rootOf(ours, { timestampsUntil: minutes(-1) }) } }),
  },
  {
    name: "a swapped root",
    step: "log-inclusion",
    request: (given, { theirs }) => ({ trust: { ...given.trust, root: rootOf(theirs) } }),
  },
  {
    name: "a root whose authority had ended",
    step: "certificate-chain",
    request: (given, { ours }) => ({ trust: { ...given.trust, root: rootOf(ours, { authorityUntil: minutes(-1) }) } }),
  },
  { name: "no root", step: "trust-root", request: (given) => ({ trust: { ...given.trust, root: null } }) },
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

export const COMMON: readonly Alteration[] = [
  ...SIGNATURES,
  ...CERTIFICATES,
  ...IDENTITIES,
  ...LOGS,
  ...TIMES_AND_ROOTS,
];

export const untouched = (worlds: Worlds): Recipe => recipe(worlds.ours);

function noteOf(envelope: string): string {
  return envelope.slice(0, envelope.indexOf("\n\n") + 1);
}

function flip(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const last = copy.length - 1;
  copy.writeUInt8(copy.readUInt8(last) ^ 1, last);
  return copy;
}
