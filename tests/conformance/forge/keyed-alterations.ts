import { generateKeyPairSync } from "node:crypto";
import type { CheckId, VerifyRequest } from "../../../domain/verification/model";
import type { TrustPolicy, TrustRule } from "../../../domain/verification/policy-model";
import { certificatePem, issueLeaf, newKey, pemOf, sha256, spki, type KeyPair } from "./certificates";
import { ISSUER, OTHER_DIGEST, signingText, statementText, SUBJECT, type Style } from "./documents";
import { type Carried, RULE } from "./alteration";
import { forgeKeyed, type KeyedForged, type KeyedRecipe, signWith } from "./keyed";
import { forgeEntry, type ForgedEntry } from "./log";
import { minutes, rootOf, SIGNED_AT, type World } from "./world";

export interface KeyedContext {
  recipe: KeyedRecipe;
  style: Style;
  ours: World;
  theirs: World;
  /** The key the policy trusts. */
  key: KeyPair;
}

/** One change to an otherwise verified document signed with a key, and the step that must name it. */
export interface KeyedAlteration {
  name: string;
  step: CheckId | Partial<Record<Carried, CheckId>>;
  recipe?: (context: KeyedContext) => Partial<KeyedRecipe>;
  forged?: (given: KeyedForged, context: KeyedContext) => KeyedForged;
  request?: (given: VerifyRequest, context: KeyedContext) => Partial<VerifyRequest>;
}

export const keyRule = (key: KeyPair, changes: Partial<TrustRule> = {}): TrustRule => ({
  ...RULE,
  id: "release",
  name: "release key",
  signer: { type: "key", pem: pemOf(key), requireLog: true },
  ...changes,
});
export const keyPolicy = (...rules: TrustRule[]): TrustPolicy => ({ id: "test policy", rules, acceptUnsignedFrom: [] });

const trusting =
  (rules: (context: KeyedContext) => TrustRule[]) =>
  (given: VerifyRequest, context: KeyedContext): Partial<VerifyRequest> => ({ trust: { ...given.trust, policy: keyPolicy(...rules(context)) } });
const rule = (changes: Partial<TrustRule>) => trusting(({ key }) => [keyRule(key, changes)]);
const pem = (text: string) => rule({ signer: { type: "key", pem: text, requireLog: true } });
const signature =
  (change: (given: Buffer) => Buffer) =>
  (given: KeyedForged): KeyedForged => ({ ...given, signature: change(given.signature) });
const entry =
  (change: (given: ForgedEntry) => ForgedEntry | null) =>
  (given: KeyedForged): KeyedForged => ({ ...given, entry: given.entry && change(given.entry) });
const other = (style: Style): string => (style === "envelope" ? statementText(OTHER_DIGEST) : signingText(OTHER_DIGEST));
const small = generateKeyPairSync("rsa", { modulusLength: 1024 });
const edwards = generateKeyPairSync("ed25519");
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
};

const SIGNATURES: readonly KeyedAlteration[] = [
  { name: "signed with another key", step: "signature", recipe: () => ({ key: newKey() }) },
  { name: "signed with a key of another curve", step: "signature", recipe: () => ({ key: newKey("P-384") }) },
  { name: "a signature with its last bit flipped", step: "signature", forged: signature((given) => flipped(given, given.length - 1)) },
  { name: "a signature with a bit of its first number flipped", step: "signature", forged: signature((given) => flipped(given, 8)) },
  { name: "a signature cut short", step: "signature", forged: signature((given) => given.subarray(0, -3)) },
  { name: "a signature with a byte more", step: "signature", forged: signature((given) => Buffer.concat([given, Buffer.from([0])])) },
  { name: "an empty signature", step: "structure", forged: signature(() => Buffer.alloc(0)) },
  { name: "a signature of zeros", step: "signature", forged: signature((given) => Buffer.alloc(given.length)) },
  { name: "the signature that holds for every digest of zero", step: "signature", forged: signature(() => Buffer.from("3006020100020100", "hex")) },
  {
    name: "a signature of our key over another document",
    step: "signature",
    forged: (given, { recipe, style }) => ({ ...given, signature: forgeKeyed({ ...recipe, payload: other(style) }, style).signature }),
  },
  { name: "a signature over the hash of the payload", step: "signature", recipe: () => ({ signOver: (payload) => sha256(payload) }) },
  { name: "a signature over the digest it is about", step: "signature", recipe: () => ({ signOver: () => Buffer.from("a".repeat(64)) }) },
  { name: "a signature over the payload's base64", step: "signature", recipe: () => ({ signOver: (payload) => Buffer.from(payload.toString("base64")) }) },
  {
    name: "a payload altered after signing",
    step: "signature",
    forged: (given) => ({ ...given, payload: Buffer.from(given.payload.toString().replace("{", "{ ")) }),
  },
  {
    name: "another payload under the old signature and entry",
    step: "signature",
    forged: (given, { style }) => ({ ...given, payload: Buffer.from(other(style)) }),
    request: () => ({ digest: OTHER_DIGEST }),
  },
];

const KEYS: readonly KeyedAlteration[] = [
  { name: "a policy that trusts another key", step: "signature", request: trusting(() => [keyRule(newKey())]) },
  { name: "a policy that trusts three other keys", step: "signature", request: trusting(() => [keyRule(newKey()), keyRule(newKey()), keyRule(newKey("P-384"))]) },
  { name: "a policy without rules", step: "signing-key", request: trusting(() => []) },
  { name: "a policy that trusts an identity only", step: "signing-key", request: trusting(() => [RULE]) },
  { name: "a rule whose key is no key", step: "signing-key", request: pem("not a key") },
  { name: "a rule whose key is empty", step: "signing-key", request: pem("") },
  { name: "a rule whose key is cut short", step: "signing-key", request: trusting(({ key }) => [keyRule(key, { signer: { type: "key", pem: pemOf(key).slice(0, 60), requireLog: true } })]) },
  {
    name: "a rule that holds the private key",
    step: "signing-key",
    request: trusting(({ key }) => [keyRule(key, { signer: { type: "key", pem: key.privateKey.export({ format: "pem", type: "pkcs8" }).toString(), requireLog: true } })]),
  },
  {
    name: "a rule that holds a certificate of the key",
    step: "signing-key",
    request: trusting(({ key, ours }) => [keyRule(key, { signer: { type: "key", pem: certificateOf(key, ours), requireLog: true } })]),
  },
  { name: "a rule with a key too small", step: "signing-key", request: trusting(() => [keyRule(small)]) },
  { name: "a rule with a key of another kind", step: "signature", request: trusting(() => [keyRule(edwards)]) },
  { name: "a rule for another type of statement", step: "rule-predicate", request: rule({ predicateTypes: ["https://openvex.dev/ns"] }) },
  { name: "a rule for other images", step: "rule-image", request: rule({ images: ["registry.test.example/other/*"] }) },
  { name: "a rule for images, and no image named", step: "rule-image", request: (given, context) => ({ ...rule({ images: ["**"] })(given, context), image: undefined as unknown as string }) },
  { name: "a rule that ended before the signing", step: "rule-period", request: rule({ validTo: minutes(-60).toISOString() }) },
  { name: "a rule that begins after the signing", step: "rule-period", request: rule({ validFrom: minutes(60).toISOString() }) },
  { name: "a rule whose end is no time", step: "rule-period", request: rule({ validTo: "whenever" }) },
  { name: "a request for another type", step: "predicate-type", request: () => ({ predicateType: "https://openvex.dev/ns" }) },
  { name: "shown under another digest", step: "subject", request: () => ({ digest: OTHER_DIGEST }) },
  { name: "shown under something that is no digest", step: "subject", request: () => ({ digest: "sha256:" }) },
];

const LOGS: readonly KeyedAlteration[] = [
  { name: "no entry although the rule asks for one", step: "log-presence", forged: entry(() => null) },
  { name: "an entry of a log nobody trusts", step: "log-inclusion", recipe: ({ theirs }) => ({ logged: theirs.log }) },
  { name: "another time of logging", step: "log-inclusion", forged: entry((given) => ({ ...given, integratedTime: String(Number(given.integratedTime) + 1) })) },
  { name: "another index in the log", step: "log-inclusion", forged: entry((given) => ({ ...given, logIndex: "1" })) },
  {
    name: "the promise of another entry",
    step: "log-inclusion",
    forged: (given, { recipe, style }) => entry((own) => ({ ...own, inclusionPromise: forgeKeyed({ ...recipe, payload: other(style) }, style).entry?.inclusionPromise ?? { signedEntryTimestamp: "" } }))(given),
  },
  { name: "the name of another log", step: "log-inclusion", forged: (given, { theirs }) => entry((own) => ({ ...own, logId: { keyId: sha256(spki(theirs.log)).toString("base64") } }))(given) },
  { name: "an altered entry body", step: "log-inclusion", forged: entry((given) => ({ ...given, canonicalizedBody: Buffer.from(`${Buffer.from(given.canonicalizedBody, "base64").toString()}\n`).toString("base64") })) },
  { name: "an entry about another signature", step: "log-entry", recipe: ({ key }) => ({ loggedInstead: { signature: signWith(key.privateKey, Buffer.from("another")) } }) },
  { name: "an entry about another payload", step: "log-entry", recipe: () => ({ loggedInstead: { payload: Buffer.from("another payload") } }) },
  { name: "an entry that names another key", step: "log-signer", recipe: () => ({ loggedInstead: { signer: pemOf(newKey()) } }) },
  { name: "an entry that names a certificate of our key", step: "log-signer", recipe: ({ key, ours }) => ({ loggedInstead: { signer: certificateOf(key, ours) } }) },
  { name: "an entry that names nobody", step: "log-signer", recipe: () => ({ loggedInstead: { signer: "nobody" } }) },
  {
    name: "an entry that is another document's altogether",
    step: "log-entry",
    forged: (given, { recipe, style }) => ({ ...given, entry: forgeKeyed({ ...recipe, payload: other(style) }, style).entry }),
  },
  {
    name: "an entry of a kind nobody knows",
    step: "log-entry",
    forged: (given, { ours }) => ({ ...given, entry: forgeEntry({ apiVersion: "0.0.1", kind: "rekord", spec: {} }, "rekord", "0.0.1", SIGNED_AT, ours.log) }),
  },
  { name: "a log that had ended by then", step: "log-inclusion", request: (given, { ours }) => ({ trust: { ...given.trust, root: rootOf(ours, { logUntil: minutes(-1) }) } }) },
  { name: "a swapped root", step: "log-inclusion", request: (given, { theirs }) => ({ trust: { ...given.trust, root: rootOf(theirs) } }) },
  { name: "no root to hold the entry against", step: "trust-root", request: (given) => ({ trust: { ...given.trust, root: null } }) },
  { name: "a timestamp by an authority nobody trusts", step: "signed-time", recipe: () => ({ timestamp: "foreign" }) },
  { name: "a timestamp over another signature", step: "signed-time", recipe: () => ({ timestamp: "other-signature" }) },
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
];

export const KEYED: readonly KeyedAlteration[] = [...SIGNATURES, ...KEYS, ...LOGS];

function certificateOf(key: KeyPair, world: World): string {
  return certificatePem(
    issueLeaf(world.authority, key, {
      subject: { uri: SUBJECT }, issuer: ISSUER, oldIssuerExtension: false, notBefore: minutes(-1), notAfter: minutes(9),
      uses: [], isAuthority: false, certificateLog: null, breakLogPromise: false,
    }),
  );
}
