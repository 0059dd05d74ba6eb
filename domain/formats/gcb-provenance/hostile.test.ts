import { brokenBytes, strangeTexts } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [entry] = example.provenance_summary.provenance as [(typeof example.provenance_summary.provenance)[0]];
const statement = entry.build.inTotoSlsaProvenanceV1;
const doc = (over: object): object => ({ ...example, ...over });
const image = (over: object): object => doc({ image_summary: { ...example.image_summary, ...over } });
const list = (provenance: unknown): object => doc({ provenance_summary: { provenance } });
const put = (over: object): object => list([{ ...entry, ...over }]);
const envelope = (over: object): object => put({ envelope: { ...entry.envelope, ...over } });
const signed = (value: unknown): object => envelope({ payload: btoa(typeof value === "string" ? value : JSON.stringify(value)) });
const signature = (over: object): object => envelope({ signatures: [{ ...entry.envelope.signatures[0], ...over }] });
const text = (over: object): object => put({ build: { inTotoSlsaProvenanceV1: { ...statement, ...over } } });
const predicate = (over: object): object => text({ predicate: { ...statement.predicate, ...over } });
const b = "b".repeat(64);

describeHostile("gcb-provenance", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ...strangeTexts("the registry", (registry) => image({ registry })),
  ["words behind it", `${JSON.stringify(example)}\nDONE\n`, "ingest/text-behind-document"],
  ["an envelope twice", JSON.stringify(example).replace('"envelope"', '"envelope":{},"envelope"'), "ingest/duplicate-keys"],
  ["a summary of null", doc({ image_summary: null }), "gcb-provenance/summary"],
  ["a summary that is a list", doc({ image_summary: [example.image_summary] }), "gcb-provenance/summary"],
  ["a summary that is text", doc({ image_summary: "app" }), "gcb-provenance/summary"],
  ["an empty summary", doc({ image_summary: {} }), "gcb-provenance/digest"],
  ["no digest", image({ digest: undefined }), "gcb-provenance/digest"],
  ["a digest of 63 digits", image({ digest: `sha256:${"a".repeat(63)}` }), "gcb-provenance/digest"],
  ["a digest of another algorithm", image({ digest: `sha512:${"a".repeat(128)}` }), "gcb-provenance/digest"],
  ["a digest that is a number", image({ digest: 1 }), "gcb-provenance/digest"],
  ["a digest with a line feed inside", image({ digest: `sha256:${"a".repeat(32)}\n${"a".repeat(31)}` }), "gcb-provenance/digest"],
  ["another digest in the full name", image({ fully_qualified_digest: `app@sha256:${b}` }), "noted:gcb-provenance/summary-mismatch"],
  ["no full name", image({ fully_qualified_digest: undefined }), "noted:gcb-provenance/no-full-name"],
  ["a full name without a digest", image({ fully_qualified_digest: "app:latest" }), "noted:gcb-provenance/no-full-name"],
  ["a full name of null", image({ fully_qualified_digest: null }), "noted:gcb-provenance/no-full-name"],
  ["a full name that is a list", image({ fully_qualified_digest: [] }), "noted:gcb-provenance/no-full-name"],
  ["a full name longer than names are", image({ fully_qualified_digest: `${"a".repeat(3000)}@sha256:${"a".repeat(64)}` }), "noted:gcb-provenance/no-full-name"],
  ["a provenance summary of null", doc({ provenance_summary: null }), "gcb-provenance/list"],
  ["a provenance summary that is a list", doc({ provenance_summary: [] }), "gcb-provenance/list"],
  ["no list", doc({ provenance_summary: {} }), "gcb-provenance/list"],
  ["a list that is an object", list({ 0: entry }), "gcb-provenance/list"],
  ["a list that is text", list("[]"), "gcb-provenance/list"],
  ["an empty list", list([]), "noted:gcb-provenance/no-provenance"],
  ["more provenance than accepted", list(Array.from({ length: 101 }, () => entry)), "gcb-provenance/too-many"],
  ["an entry of null", list([null]), "gcb-provenance/entry"],
  ["an entry that is a list", list([[entry]]), "gcb-provenance/entry"],
  ["a broken entry behind a good one", list([entry, 7]), "gcb-provenance/entry"],
  ["no envelope", put({ envelope: undefined }), "gcb-provenance/envelope"],
  ["an envelope of null", put({ envelope: null }), "gcb-provenance/envelope"],
  ["an envelope that is text", put({ envelope: JSON.stringify(entry.envelope) }), "gcb-provenance/envelope"],
  ["an envelope that is a list", put({ envelope: [entry.envelope] }), "gcb-provenance/envelope"],
  ["an empty envelope", put({ envelope: {} }), "noted:gcb-provenance/payload"],
  ["a kind that is almost right", put({ kind: "BUILDS" }), "noted:gcb-provenance/kind"],
  ["no kind", put({ kind: undefined }), "noted:gcb-provenance/kind"],
  ["a kind that is a list", put({ kind: ["BUILD"] }), "noted:gcb-provenance/kind"],
  ["a resource of another image", put({ resourceUri: `https://example.org/app@sha256:${b}` }), "noted:gcb-provenance/resource"],
  ["a resource without a digest", put({ resourceUri: "https://example.org/app:latest" }), "noted:gcb-provenance/resource"],
  ["no payload", envelope({ payload: undefined }), "noted:gcb-provenance/payload"],
  ["a payload of null", envelope({ payload: null }), "dsse/payload"],
  ["a payload that is no base64", envelope({ payload: "{}" }), "dsse/payload"],
  ["a payload of one symbol", envelope({ payload: "a" }), "dsse/payload"],
  ["a payload with a space inside", envelope({ payload: `${entry.envelope.payload.slice(0, 8)} ${entry.envelope.payload.slice(8)}` }), "dsse/payload"],
  ["an empty payload", envelope({ payload: "" }), "dsse/payload-not-json"],
  ["a payload that is a list", signed([statement]), "dsse/payload-not-json"],
  ["a payload broken off", signed(JSON.stringify(statement).slice(0, 200)), "noted:gcb-provenance/payload"],
  ["a payload with a subject twice", signed(JSON.stringify(statement).replace('"subject"', '"subject":[],"subject"')), "noted:gcb-provenance/payload"],
  ["a payload that reaches for the prototype", signed('{"__proto__":{"a":1}}'), "noted:gcb-provenance/payload"],
  ["a payload nested deeper than accepted", signed(`{"x":${"[".repeat(80)}${"]".repeat(80)}}`), "noted:gcb-provenance/payload"],
  ["a payload about another image", signed({ ...statement, subject: [{ name: "app", digest: { sha256: b } }] }), "noted:gcb-provenance/other-image"],
  ["a payload about nothing", signed({ ...statement, subject: [] }), "noted:gcb-provenance/other-image"],
  ["a payload whose subject is null", signed({ ...statement, subject: [null] }), "noted:gcb-provenance/other-image"],
  ["a payload of another statement type", signed({ ...statement, _type: "x" }), "in-toto/type"],
  ["no payload type", envelope({ payloadType: undefined }), "noted:gcb-provenance/incomplete-envelope"],
  ["a payload type of null", envelope({ payloadType: null }), "dsse/payload-type"],
  ["no list of signatures", envelope({ signatures: undefined }), "noted:gcb-provenance/incomplete-envelope"],
  ["another payload type", envelope({ payloadType: "text/plain" }), "noted:dsse/unknown-payload-type"],
  ["no signature", envelope({ signatures: [] }), "noted:gcb-provenance/no-signature"],
  ["signatures that are an object", envelope({ signatures: {} }), "dsse/signatures"],
  ["a signature of null", envelope({ signatures: [null] }), "dsse/signature"],
  ["an empty signature", signature({ sig: "" }), "noted:gcb-provenance/signature"],
  ["a signature that is no base64", signature({ sig: "-----BEGIN-----" }), "noted:gcb-provenance/signature"],
  ["a signature that is a number", signature({ sig: 7 }), "dsse/signature"],
  ["an empty key id", signature({ keyid: "" }), "noted:gcb-provenance/key"],
  ["no key id", signature({ keyid: undefined }), "noted:gcb-provenance/key"],
  ["a key id without a region", signature({ keyid: entry.envelope.signatures[0]?.keyid.replace("global", "") }), "noted:gcb-provenance/key"],
  ["a key of somebody else's project", signature({ keyid: entry.envelope.signatures[0]?.keyid.replace("verified-builder", "mine") }), "noted:gcb-provenance/key"],
  ["no text beside it", put({ build: {} }), "noted:gcb-provenance/no-text"],
  ["a build of null", put({ build: null }), "noted:gcb-provenance/no-text"],
  ["a text of null", put({ build: { inTotoSlsaProvenanceV1: null } }), "noted:gcb-provenance/text"],
  ["a text that is a list", put({ build: { inTotoSlsaProvenanceV1: [statement] } }), "noted:gcb-provenance/text"],
  ["a text about another image", text({ subject: [{ ...statement.subject[0], digest: { sha256: b } }] }), "noted:gcb-provenance/text-subject"],
  ["a text about one image more", text({ subject: [...statement.subject, { name: "b", digest: { sha256: b } }] }), "noted:gcb-provenance/text-subject"],
  ["a text of another builder", predicate({ runDetails: { ...statement.predicate.runDetails, builder: { id: "x" } } }), "noted:gcb-provenance/text-builder"],
  ["a text of a builder that is null", predicate({ runDetails: { ...statement.predicate.runDetails, builder: null } }), "noted:gcb-provenance/text-builder"],
  ["a text with other dependencies", predicate({ buildDefinition: { ...statement.predicate.buildDefinition, resolvedDependencies: [] } }), "noted:gcb-provenance/text"],
  ["a text with a member more", text({ note: "trust me" }), "noted:gcb-provenance/text"],
  ["a text with a member less", text({ predicateType: undefined }), "noted:gcb-provenance/text"],
  ["a text under both names, the older one first", put({ build: { intotoStatement: {}, inTotoSlsaProvenanceV1: statement } }), "noted:gcb-provenance/text"],
  ["a signed statement with two predicates", put({ build: { intotoStatement: { ...statement, predicate: undefined, slsaProvenance: { a: 1 } } }, envelope: { ...entry.envelope, payload: btoa(JSON.stringify({ ...statement, slsaProvenance: { a: 1 } })) } }), "noted:gcb-provenance/two-predicates"],
  ["another summary beside it", doc({ package_vulnerability_summary: { vulnerabilities: {} } }), "noted:gcb-provenance/other-summary"],
  ["only the summary's name", { provenance_summary: {} }, "opaque"],
]);
