import { brokenBytes, strangeTexts } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [entry] = example.attestations as [(typeof example.attestations)[0]];
const list = (attestations: unknown): object => ({ attestations });
const put = (over: object): object => list([{ ...entry, ...over }]);
const bundle = (over: object): object => put({ bundle: { ...entry.bundle, ...over } });
const envelope = (over: object): object => bundle({ dsseEnvelope: { ...entry.bundle.dsseEnvelope, ...over } });
const signed = (value: unknown): object => envelope({ payload: btoa(typeof value === "string" ? value : JSON.stringify(value)) });
const statement = JSON.parse(atob(entry.bundle.dsseEnvelope.payload)) as Record<string, unknown>;

describeHostile("attestation-list", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ...strangeTexts("a label", (name) => put({ label: name })),
  ["words behind it", `${JSON.stringify(example)}\nDONE\n`, "ingest/text-behind-document"],
  ["the list twice", `{"attestations":[],${JSON.stringify(example).slice(1)}`, "ingest/duplicate-keys"],
  ["a bundle twice", JSON.stringify(example).replace('"bundle"', '"bundle":{},"bundle"'), "ingest/duplicate-keys"],
  ["an empty list", list([]), "opaque"],
  ["a list of null", list(null), "opaque"],
  ["a list that is an object", list({ 0: entry }), "opaque"],
  ["a list that is text", list("[]"), "opaque"],
  ["a list of other things", list([{ name: "x" }]), "opaque"],
  ["more attestations than accepted", list(Array.from({ length: 1001 }, () => ({ bundle_url: "x" }))), "attestation-list/too-many"],
  ["an entry of null behind a good one", list([entry, null]), "attestation-list/entry"],
  ["an entry that is a list", list([entry, [entry]]), "attestation-list/entry"],
  ["an entry that is text", list([entry, "x"]), "attestation-list/entry"],
  ["a predicate type that is a number", put({ predicateType: 7 }), "attestation-list/entry"],
  ["a predicate type of null", put({ predicateType: null }), "attestation-list/entry"],
  ["a predicate type that is a list", put({ predicateType: [entry.predicateType] }), "attestation-list/entry"],
  ["no predicate type", put({ predicateType: undefined }), "read"],
  ["an empty predicate type", put({ predicateType: "" }), "read"],
  ["another predicate type", put({ predicateType: "https://slsa.dev/provenance/v1" }), "noted:attestation-list/predicate-type"],
  ["a predicate type that differs by a blank", put({ predicateType: `${entry.predicateType} ` }), "noted:attestation-list/predicate-type"],
  ["a bundle of null", put({ bundle: null }), "noted:attestation-list/no-bundle"],
  ["an entry without a bundle", list([entry, { predicateType: "x" }]), "noted:attestation-list/no-bundle"],
  ["a bundle that is only linked", list([{ bundle_url: "https://example.org/b" }]), "noted:attestation-list/no-bundle"],
  ["a bundle that is text", put({ bundle: JSON.stringify(entry.bundle) }), "attestation-list/bundle"],
  ["a bundle that is a list", put({ bundle: [entry.bundle] }), "attestation-list/bundle"],
  ["a bundle that is true", put({ bundle: true }), "attestation-list/bundle"],
  ["an empty bundle", put({ bundle: {} }), "noted:attestation-list/strange-bundle"],
  ["a bundle of no version", bundle({ mediaType: undefined }), "sigstore-bundle/media-type"],
  ["a bundle of version 9", bundle({ mediaType: "application/vnd.dev.sigstore.bundle+json;version=9.9" }), "sigstore-bundle/media-type"],
  ["a bundle without material", bundle({ verificationMaterial: null }), "sigstore-bundle/material"],
  ["a bundle with neither key nor certificate", bundle({ verificationMaterial: {} }), "noted:sigstore-bundle/no-key"],
  ["a bundle with two contents", bundle({ messageSignature: {} }), "sigstore-bundle/content"],
  ["a bundle without content", bundle({ dsseEnvelope: undefined }), "noted:sigstore-bundle/no-content"],
  ["a bundle whose envelope is text", bundle({ dsseEnvelope: "x" }), "sigstore-bundle/content"],
  ["an envelope without a payload", envelope({ payload: undefined }), "noted:sigstore-bundle/envelope"],
  ["an envelope whose payload is no base64", envelope({ payload: "{}" }), "dsse/payload"],
  ["an envelope whose payload is a number", envelope({ payload: 1 }), "dsse/payload"],
  ["an envelope of an empty payload", envelope({ payload: "" }), "dsse/payload-not-json"],
  ["an envelope of two signatures", envelope({ signatures: [{ sig: "AAAA" }, { sig: "AAAA" }] }), "noted:sigstore-bundle/signatures"],
  ["an envelope without signatures", envelope({ signatures: [] }), "noted:dsse/no-signature"],
  ["an envelope of another type", envelope({ payloadType: "text/plain" }), "noted:dsse/unknown-payload-type"],
  ["a statement broken off", signed(JSON.stringify(statement).slice(0, 60)), "json/truncated"],
  ["a statement with a key twice", signed(JSON.stringify(statement).replace('"subject"', '"subject":[],"subject"')), "ingest/duplicate-keys"],
  ["a statement that reaches for the prototype", signed('{"__proto__":{"a":1}}'), "json/forbidden-key"],
  ["a statement about nothing", signed({ ...statement, subject: [] }), "noted:in-toto/no-subject"],
  ["a statement whose subject has no digest", signed({ ...statement, subject: [{ name: "x" }] }), "noted:in-toto/no-sha256"],
  ["a statement of another type", signed({ ...statement, _type: "x" }), "in-toto/type"],
  ["a statement that is a list", signed([statement]), "dsse/payload-not-json"],
  ["a statement that is text", signed('"x"'), "dsse/payload-not-json"],
  ["a list inside a list", { attestations: [{ bundle: example }] }, "noted:attestation-list/strange-bundle"],
]);
