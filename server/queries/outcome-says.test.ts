import { describe, expect, it } from "vitest";
import type { Receipt, UnderstoodDocument } from "../../contracts/receipt";
import { outcomeSays, receiptSays } from "./outcome-says";
import { resolvesOf } from "./resolves";

const digest = `sha256:${"a".repeat(64)}`;
const document = (rest: Partial<UnderstoodDocument>) => ({ state: "read", conflict: false, pending: false, bindings: [], ...rest }) as unknown as UnderstoodDocument;
const bound = document({ bindings: [{ digest, state: "named", why: "", because: [] }] });

describe("outcomeSays", () => {
  it("counts what did not apply before anything good, and names the one digest", () => {
    const says = outcomeSays([bound, document({ state: "refused" }), document({ pending: true })]);
    expect(says.lead + says.rest).toBe("1 of 3 documents applied, 1 refused, 1 pending. About sha256:aaaaaaaa…");
  });

  it("speaks of a preview as of what would be", () => {
    expect(outcomeSays([bound], true).lead).toBe("1 of 1 document would be applied");
  });

  it("never counts a digest in conflict as what the files are about", () => {
    const quarantined = document({ conflict: true, bindings: [{ digest, state: "conflict", why: "", because: [] }] });
    expect(outcomeSays([quarantined]).rest).toBe(", 1 in conflict. Nothing of it is bound to a digest.");
  });
});

describe("receiptSays", () => {
  it("says that bytes are stored before anything is read", () => {
    expect(receiptSays({ state: "stored", submissions: [{ documents: [] }] } as unknown as Receipt).lead).toBe("1 file stored.");
  });
});

describe("resolvesOf", () => {
  const identity = { type: "image-id", sha256: "b".repeat(64), at: "/x" } as const;

  it("names the manifest that is missing", () => {
    const [hint] = resolvesOf({ state: "read", problem: null, bindings: [{ digest: null, state: "pending", why: "", because: [{ identity, relation: "is unknown" }] }] });
    expect(hint).toBe(`The manifest whose config is sha256:${"b".repeat(64)}.`);
  });

  it("asks for the digest where the file names none", () => {
    expect(resolvesOf({ state: "read", problem: null, bindings: [{ digest: null, state: "pending", why: "", because: [] }] })[0]).toMatch(/^The digest it is about/);
  });

  it("has nothing to ask of what counts", () => {
    expect(resolvesOf({ state: "read", problem: null, bindings: [{ digest: "a".repeat(64), state: "named", why: "", because: [] }] })).toEqual([]);
  });
});
