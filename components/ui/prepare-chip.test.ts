import { describe, expect, it } from "vitest";
import { prepareChip, splitEvidenceId, type ChipEvidence } from "./prepare-chip";

const digest = `sha256:${"d".repeat(64)}`;
const make = (state: "verified" | "invalid" | "unsigned" | "unknown", binding: "named" | "claimed" | "pending" | "conflict" = "named"): ChipEvidence => ({
  id: "E-01",
  documentId: "d-1",
  fileSha256: "ab12cd".padEnd(64, "0"),
  fileName: "sbom.json",
  path: "",
  bindings: [{ digest: binding === "pending" ? null : digest, state: binding, why: "" }],
  verification: { state, signer: null },
  recordedAt: "2026-11-17T04:31:00Z",
  submittedBy: { kind: "token", id: "t", name: "token ci" },
});

describe("prepareChip", () => {
  it("draws only verified evidence solid", () => {
    expect(prepareChip(make("verified"))).toMatchObject({ tone: "", word: "verified", short: "ab12cd" });
  });

  it.each([
    ["unknown", "not verified"],
    ["unsigned", "unsigned"],
  ] as const)("says %s as a state of its own", (state, word) => {
    expect(prepareChip(make(state))).toMatchObject({ tone: "un", word });
  });

  it("is loudest for what failed or conflicts, whatever else is true", () => {
    expect(prepareChip(make("invalid")).tone).toBe("bad");
    expect(prepareChip(make("verified", "conflict")).tone).toBe("bad");
  });

  it("does not draw evidence without a binding as bound", () => {
    expect(prepareChip(make("verified", "pending"))).toMatchObject({ tone: "no", icon: "dash" });
    expect(prepareChip({ ...make("verified"), bindings: [] })).toMatchObject({ tone: "no" });
  });

  it("takes the binding to the digest at hand before any other", () => {
    const two = { ...make("unknown", "conflict"), bindings: [{ digest, state: "conflict" as const, why: "" }, { digest: "sha256:e", state: "named" as const, why: "" }] };
    expect(prepareChip(two, "sha256:e").tone).toBe("un");
  });

  it("says when the binding is the uploader's word", () => {
    expect(prepareChip(make("unknown", "claimed")).word).toContain("word only");
  });

  it("names file, whole hash, sender, time and state in the title", () => {
    const { title } = prepareChip(make("verified"));
    for (const part of ["sbom.json", make("verified").fileSha256, "token ci", "17 Nov 2026", "verified"]) expect(title).toContain(part);
  });
});

describe("splitEvidenceId", () => {
  it("separates the pointer", () => {
    expect(splitEvidenceId("E-03#/config/User")).toEqual({ id: "E-03", pointer: "/config/User" });
    expect(splitEvidenceId("E-03")).toEqual({ id: "E-03", pointer: null });
  });
});
