import { expect, it } from "vitest";
import { noteCodes, readText, readingOf } from "../shared/read-for-test";
import { example } from "./example";

const [entry] = example.provenance_summary.provenance;
const statement = entry!.build.inTotoSlsaProvenanceV1;
const put = (over: object): object => ({ ...example, provenance_summary: { provenance: [{ ...entry, ...over }] } });
const text = (over: object): object => put({ build: { inTotoSlsaProvenanceV1: { ...statement, ...over } } });

it("reads the image of the summary, and the signed envelope as a document of its own", () => {
  const node = readText(example);
  expect(node.reading?.identities).toEqual([{ type: "repo-digest", sha256: "a".repeat(64), name: "europe-docker.pkg.dev/example/images/app", at: "/image_summary/fully_qualified_digest" }]);
  expect(node.reading?.counts).toMatchObject({ provenances: 1, signatures: [1] });
  expect(node.reading?.notes).toEqual([]);
  const [envelope] = node.children;
  expect([envelope?.path, envelope?.room, envelope?.children[0]?.room]).toEqual(["provenance/0/envelope", "dsse", "in-toto-statement"]);
  expect(envelope?.children[0]?.reading?.facts.provenance?.builderId).toBe("https://cloudbuild.googleapis.com/GoogleHostedWorker");
});

it("takes no fact from the readable text, and says where it differs from what is signed", () => {
  const forged = text({ subject: [{ name: "app", digest: { sha256: "b".repeat(64) } }] });
  expect(readingOf(forged).notes).toMatchObject([{ code: "gcb-provenance/text-subject", level: "warning" }]);
  expect(readingOf(forged).facts).toEqual({});
  expect(readText(forged).children[0]?.children[0]?.reading?.identities[0]?.sha256).toBe("a".repeat(64));
});

it("names the builder, the steps and anything else that only the text says", () => {
  const run = { ...statement.predicate.runDetails, builder: { id: "https://example.org/own" } };
  expect(noteCodes(readingOf(text({ predicate: { ...statement.predicate, runDetails: run } })))).toEqual(["gcb-provenance/text-builder"]);
  expect(noteCodes(readingOf(text({ more: 1 })))).toEqual(["gcb-provenance/text"]);
  const steps = { steps: [{ name: "docker", args: ["build"] }] };
  const older = { _type: "https://in-toto.io/Statement/v0.1", predicateType: "https://slsa.dev/provenance/v0.1", subject: statement.subject, slsaProvenance: { recipe: { arguments: steps } } };
  const signed = btoa(JSON.stringify({ ...older, predicate: older.slsaProvenance }));
  const both = (slsaProvenance: object): object => put({ build: { intotoStatement: { ...older, slsaProvenance } }, envelope: { ...entry!.envelope, payload: signed } });
  expect(noteCodes(readingOf(both(older.slsaProvenance)))).toEqual([]);
  expect(noteCodes(readingOf(both({ recipe: { arguments: { steps: [{ name: "docker", args: ["push"] }] } } })))).toEqual(["gcb-provenance/text-steps"]);
});

it("uses neither of two digests that the summary states for one image", () => {
  const reading = readingOf({ ...example, image_summary: { ...example.image_summary, digest: `sha256:${"b".repeat(64)}` } });
  expect(reading.identities).toEqual([]);
  expect(noteCodes(reading)).toContain("gcb-provenance/summary-mismatch");
});
