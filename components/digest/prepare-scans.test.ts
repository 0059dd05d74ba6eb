import { describe, expect, it } from "vitest";
import type { DigestHeader } from "../../contracts/pages";
import { findingsSentence, scanDoubts } from "./prepare-scans";

const asOf = "2026-11-23T09:00:00Z";
const ladder = { breached: 1, within24h: 0, within7d: 0, later: 0, accepted: 0, noClock: 0 };
const header = (vulnerabilities: number, findings?: string, evaluated = true): Pick<DigestHeader, "detail" | "tabs" | "says"> => ({
  detail: { evaluation: evaluated ? { ladder } : null } as DigestHeader["detail"],
  tabs: { vulnerabilities, packages: 0, controls: 0, evidence: 0 },
  says: findings === undefined ? {} : { findings },
});

describe("findingsSentence", () => {
  it("counts what is on file", () => expect(findingsSentence(header(1)).lead).toBe("1 breached"));

  it("leaves the claim that nothing was found to the evaluation", () => {
    expect(findingsSentence(header(0, "The newest scan lists no finding."))).toEqual({ lead: "The newest scan lists no finding.", rest: "" });
    expect(findingsSentence(header(0, "No finding is listed, and no scan can be rested on: this says nothing about flaws.")).lead).toContain("no scan can be rested on");
    expect(findingsSentence(header(0)).rest).toContain("not evaluated");
  });

  it("says nothing of an evaluation that has not run", () => expect(findingsSentence(header(0, undefined, false)).lead).toBe("Findings are not evaluated yet."));
});

describe("scanDoubts", () => {
  it("has none about a complete scan with a database of two days", () => {
    expect(scanDoubts({ databaseUpdatedAt: "2026-11-21T09:00:00Z", status: "complete" }, asOf)).toEqual([]);
  });

  it("doubts an older database, an undated one, and a scan that may have missed something", () => {
    expect(scanDoubts({ databaseUpdatedAt: "2026-11-21T08:59:00Z", status: "complete" }, asOf)).toEqual(["Database 2 d old: the result may be stale"]);
    expect(scanDoubts({ databaseUpdatedAt: null, status: "complete" }, asOf)[0]).toContain("unknown age");
    expect(scanDoubts({ databaseUpdatedAt: asOf, status: "partial" }, asOf)[0]).toContain("Not known to be complete");
  });
});
