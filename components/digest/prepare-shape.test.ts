import { describe, expect, it } from "vitest";
import type { EvidenceItem } from "../../contracts/evidence";
import { markOf } from "./prepare-shape";

const item = (id: string, state: string) => ({ id, verification: { state } }) as unknown as EvidenceItem;
const held = [item("E-01", "verified"), item("E-02", "unsigned")];

describe("markOf", () => {
  it("marks what verified evidence shows", () => {
    expect(markOf({ dimension: "Signing", met: true, evidence: ["E-01"] }, held)).toBe(true);
  });

  it("marks nothing that rests on unverified evidence or on none", () => {
    expect(markOf({ dimension: "SBOM, provenance", met: true, evidence: ["E-01", "E-02"] }, held)).toBeNull();
    expect(markOf({ dimension: "Compliance mapping", met: true, evidence: [] }, held)).toBeNull();
    expect(markOf({ dimension: "Signing", met: false, evidence: [] }, held)).toBeNull();
  });

  it("takes no package list for proof of absence", () => {
    expect(markOf({ dimension: "Shell, package manager", met: true, evidence: ["E-01"] }, held)).toBeNull();
  });

  it("never marks a goal or an advice", () => {
    expect(markOf({ dimension: "Primary goal", met: true, evidence: ["E-01"] }, held)).toBeNull();
    expect(markOf({ dimension: "Best when", met: true, evidence: ["E-01"] }, held)).toBeNull();
  });

  it("says what any evidence shows to be otherwise", () => {
    expect(markOf({ dimension: "Shell, package manager", met: false, evidence: ["E-02"] }, held)).toBe(false);
  });
});
