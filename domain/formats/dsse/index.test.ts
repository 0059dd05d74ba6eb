import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("opens the payload byte for byte and counts signatures without judging them", () => {
  const reading = readingOf(example);
  expect(new TextDecoder().decode(reading.children[0]?.bytes)).toBe('{"a":1}');
  expect(reading.facts.envelope).toEqual({ kind: "dsse", payloadType: "application/vnd.in-toto+json", signatures: [{ keyid: "k1", hasCertificate: true }, { keyid: "", hasCertificate: false }] });
});

it("warns of an envelope that nobody signed and of a payload of another type", () => {
  expect(noteCodes(readingOf({ ...example, signatures: [], payloadType: "application/x" }))).toEqual(["dsse/no-signature", "dsse/unknown-payload-type"]);
});

it.each([
  [{ ...example, payload: "%%%" }, "dsse/payload /payload"],
  [{ ...example, payload: "e" }, "dsse/payload /payload"],
  [{ ...example, payload: {} }, "dsse/payload /payload"],
  [{ ...example, payload: "aGVsbG8=" }, "dsse/payload-not-json /payload"],
  [{ ...example, payloadType: 1 }, "dsse/payload-type /payloadType"],
  [{ ...example, signatures: {} }, "dsse/signatures /signatures"],
  [{ ...example, signatures: [{}] }, "dsse/signature /signatures/0/sig"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
