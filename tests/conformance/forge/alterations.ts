import type { VerifyRequest } from "../../../domain/verification/model";
import type { TrustPolicy, TrustRule } from "../../../domain/verification/policy-model";
import { flip, policyWith, type Alteration, type Worlds } from "./alteration";
import { newKey, pemOf } from "./certificates";
import { forge, ISSUER, OTHER_DIGEST, recipe, signingText, statementText, SUBJECT, type Forged, type Recipe, type Style } from "./documents";
import { LOGS } from "./log-alterations";
import { minutes, rootOf } from "./world";

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

export const COMMON: readonly Alteration[] = [
  ...SIGNATURES,
  ...CERTIFICATES,
  ...IDENTITIES,
  ...LOGS,
  ...TIMES_AND_ROOTS,
];

export const untouched = (worlds: Worlds): Recipe => recipe(worlds.ours);
