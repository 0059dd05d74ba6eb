import { expect, it } from "vitest";
import { actionText, detailsText } from "./prepare-history";

it("says an event in words: instants, words of our lists and keys as they are read", () => {
  expect(actionText("document.read")).toBe("Document read");
  const details = { asOf: "2026-11-23T09:00:00.000Z", kind: "vuln_scan", room: "oci-manifest", state: "needs_evidence", rule: "key_a" };
  expect(detailsText({ object: `packet/${"1".repeat(8)}-0000-0000-0000-${"0".repeat(12)}`, details })).toBe(
    "packet/11111111…, as of 23 Nov 2026, 09:00 UTC, kind vuln scan, read as oci-manifest, state needs evidence, rule key_a",
  );
});

it("leaves nested and empty values to CSV and JSON", () => {
  expect(detailsText({ object: "receipt", details: { a: { b: 1 }, c: "", n: 2 } })).toBe("receipt, n 2");
});
