import { describe, expect, it } from "vitest";
import type { Receipt, ReceiptDocument } from "../../contracts/receipt";
import { appliedText, documentState, receiptSentence } from "./prepare-receipt";

const document = (rest: Partial<ReceiptDocument>): ReceiptDocument => ({
  id: "d", path: "", sha256: "a", state: "read", format: "trivy-json", version: "2", revision: 1, kind: "vuln_scan", summary: "", bindings: [],
  applied: {}, ignored: [], warnings: [], pending: false, conflict: false, why: "", problem: null, ...rest,
});
const receipt = (documents: ReceiptDocument[], state: Receipt["state"] = "done") => ({ state, submissions: [{ documents }] }) as unknown as Receipt;

describe("receiptSentence", () => {
  it("counts what did not apply before anything good", () => {
    const answer = receiptSentence(receipt([document({}), document({ state: "refused" }), document({ pending: true })]));
    expect(answer).toEqual({ lead: "1 of 3 documents applied", rest: ", 1 refused, 1 pending." });
  });

  it("says that bytes are stored before anything is read", () => {
    expect(receiptSentence(receipt([], "stored")).lead).toBe("1 file stored.");
  });
});

describe("documentState", () => {
  it("never calls a conflict applied", () => {
    expect(documentState(document({ conflict: true })).word).toBe("In conflict");
    expect(documentState(document({ state: "opaque" })).word).toBe("Kept, not understood");
    expect(documentState(document({})).word).toBe("Applied");
  });
});

describe("appliedText", () => {
  it("lists rows by kind and leaves zeros out", () => {
    expect(appliedText(document({ applied: { components: 3, vex_statements: 0 } }))).toBe("3 components");
    expect(appliedText(document({}))).toBe("no rows");
  });
});
