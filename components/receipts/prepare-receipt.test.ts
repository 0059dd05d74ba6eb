import { describe, expect, it } from "vitest";
import type { UnderstoodDocument } from "../../contracts/receipt";
import { appliedText, documentState, formatText, noteText } from "./prepare-document";
import { documentsText } from "./prepare-receipt";

const document = { state: "read", conflict: false, pending: false } as const;
const counted = { total: 3, applied: 3, refused: 0, conflict: 0, pending: 0, opaque: 0 };

describe("documentState", () => {
  it("never calls a conflict applied", () => {
    expect(documentState({ ...document, conflict: true }).word).toBe("In conflict");
    expect(documentState({ ...document, state: "opaque" }).word).toBe("Kept, not understood");
    expect(documentState(document).word).toBe("Applied");
  });

  it("speaks of a preview as of what would be", () => {
    expect(documentState(document, true).word).toBe("Would be applied");
  });
});

describe("appliedText", () => {
  it("lists rows by kind and leaves zeros out", () => {
    expect(appliedText({ state: "read", applied: { components: 3214, vex_statements: 0 } })).toBe("3,214 components");
    expect(appliedText({ state: "refused", applied: {} })).toBe("nothing; its bytes are kept");
  });
});

describe("noteText", () => {
  it("tells place, number and limit", () => {
    expect(noteText({ code: "x/y", detail: "bad", at: "/a/1", count: 12 })).toBe("bad at /a/1 (12 times, the first there)");
    expect(noteText({ code: "x/y", detail: "more than accepted", limit: { name: "components", max: 2000, got: 3000 } })).toBe('more than accepted; the limit "components" is 2,000, this has 3,000');
  });
});

describe("formatText", () => {
  it("does not pretend to know what nobody reads", () => {
    const given = { formatTitle: null, version: null, state: "opaque", kind: "opaque" } as unknown as UnderstoodDocument;
    expect(formatText(given)).toBe("no format we read");
    expect(formatText({ ...given, formatTitle: "CycloneDX JSON", version: "1.5" })).toBe("CycloneDX JSON 1.5");
  });
});

describe("documentsText", () => {
  it("puts what does not count first", () => {
    expect(documentsText({ state: "done", documents: { ...counted, applied: 1, refused: 1, pending: 1 } })).toEqual({ tone: "fail", text: "1 refused, 1 pending; 1 of 3 documents applied" });
    expect(documentsText({ state: "done", documents: counted })).toEqual({ tone: "met", text: "all 3 documents applied" });
  });

  it("tells waiting from having found nothing", () => {
    const none = { ...counted, total: 0, applied: 0 };
    expect(documentsText({ state: "stored", documents: none }).text).toBe("not read yet");
    expect(documentsText({ state: "rejected", documents: none }).text).toBe("no document");
  });
});
