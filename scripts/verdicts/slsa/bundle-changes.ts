/** What can be done to a bundle around a DSSE envelope, as text of its JSON. `other` is a sound bundle of another build. */
export interface BundleChange {
  name: string;
  change: (bundle: Bundle, other: Bundle) => unknown;
}

export interface Bundle {
  mediaType: string;
  verificationMaterial: { tlogEntries: Entry[]; certificate?: unknown; x509CertificateChain?: unknown };
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string }[] };
}

interface Entry {
  logIndex: string;
  integratedTime: string;
  canonicalizedBody: string;
  kindVersion: { kind: string; version: string };
  inclusionPromise?: { signedEntryTimestamp: string };
}

const entryOf = ({ verificationMaterial }: Bundle): Entry => {
  const [entry] = verificationMaterial.tlogEntries;
  if (!entry) throw new Error("the bundle has no log entry");
  return entry;
};
const envelope = (bundle: Bundle, change: Partial<Bundle["dsseEnvelope"]>) => ({ ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, ...change } });
const material = (bundle: Bundle, change: object) => ({ ...bundle, verificationMaterial: { ...bundle.verificationMaterial, ...change } });
const entry = (bundle: Bundle, change: Partial<Entry>) => material(bundle, { tlogEntries: [{ ...entryOf(bundle), ...change }] });
const flipped = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, "base64");
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString("base64");
};
const signatureOf = (bundle: Bundle): string => bundle.dsseEnvelope.signatures[0]?.sig ?? "";
const certificateOf = ({ verificationMaterial: { certificate, x509CertificateChain } }: Bundle) => (certificate === undefined ? { x509CertificateChain } : { certificate });

export const BUNDLE_CHANGES: readonly BundleChange[] = [
  { name: "a bit of its signature altered", change: (bundle) => envelope(bundle, { signatures: [{ sig: flipped(signatureOf(bundle), 20) }] }) },
  { name: "without signatures", change: (bundle) => envelope(bundle, { signatures: [] }) },
  { name: "its signature twice", change: (bundle) => envelope(bundle, { signatures: [...bundle.dsseEnvelope.signatures, ...bundle.dsseEnvelope.signatures] }) },
  { name: "another build's signature", change: (bundle, other) => envelope(bundle, { signatures: other.dsseEnvelope.signatures }) },
  { name: "another build's statement", change: (bundle, other) => envelope(bundle, { payload: other.dsseEnvelope.payload }) },
  { name: "a bit of its statement altered", change: (bundle) => envelope(bundle, { payload: flipped(bundle.dsseEnvelope.payload, 400) }) },
  { name: "its payload type altered", change: (bundle) => envelope(bundle, { payloadType: "application/json" }) },
  { name: "without log entries", change: (bundle) => material(bundle, { tlogEntries: [] }) },
  { name: "another build's log entry", change: (bundle, other) => material(bundle, { tlogEntries: other.verificationMaterial.tlogEntries }) },
  { name: "another time of logging", change: (bundle) => entry(bundle, { integratedTime: String(Number(entryOf(bundle).integratedTime) + 60) }) },
  { name: "another index in the log", change: (bundle) => entry(bundle, { logIndex: "7" }) },
  { name: "a bit of the log's promise altered", change: (bundle) => entry(bundle, { inclusionPromise: { signedEntryTimestamp: flipped(entryOf(bundle).inclusionPromise?.signedEntryTimestamp ?? "", 20) } }) },
  { name: "a bit of the logged body altered", change: (bundle) => entry(bundle, { canonicalizedBody: flipped(entryOf(bundle).canonicalizedBody, 200) }) },
  { name: "another build's logged body", change: (bundle, other) => entry(bundle, { canonicalizedBody: entryOf(other).canonicalizedBody }) },
  { name: "another build's certificate", change: (bundle, other) => material(bundle, certificateOf(other)) },
  { name: "without a certificate", change: ({ verificationMaterial: { certificate: _one, x509CertificateChain: _chain, ...rest }, ...bundle }) => ({ ...bundle, verificationMaterial: rest }) },
];
