import { expect, it } from "vitest";
import { noteCodes, readText, readingOf } from "../shared/read-for-test";
import { example } from "./example";

const [entry] = example.attestations as [(typeof example.attestations)[0]];

it("reads each bundle of npm's answer as a document of its own", () => {
  const node = readText(example);
  expect(node.room).toBe("attestation-list");
  expect(node.reading?.counts).toEqual({ attestations: 1, predicateTypes: { [entry.predicateType]: 1 } });
  const [bundle] = node.children;
  expect([bundle?.path, bundle?.room, bundle?.children[0]?.room, bundle?.children[0]?.children[0]?.room]).toEqual(["attestations/0/bundle", "sigstore-bundle", "dsse", "in-toto-statement"]);
});

it("reads GitHub's answer, which states no predicate type, and says which bundle is only linked", () => {
  const reading = readingOf({ attestations: [{ repository_id: 1, bundle: entry.bundle }, { repository_id: 1, bundle: null, bundle_url: "https://example.org/b.json.sn" }] });
  expect(reading.children).toHaveLength(1);
  expect(noteCodes(reading)).toEqual(["attestation-list/no-bundle"]);
});

it("says when the list calls a statement by another predicate type than the signed one", () => {
  const reading = readingOf({ attestations: [{ ...entry, predicateType: "https://slsa.dev/provenance/v1" }] });
  expect(reading.notes).toMatchObject([{ code: "attestation-list/predicate-type", at: "/attestations/0/predicateType" }]);
});
