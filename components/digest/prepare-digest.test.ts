import { describe, expect, it } from "vitest";
import type { Finding } from "../../contracts/finding";
import { prepareAdditions } from "./prepare-additions";
import { controlsSentence, evidenceOf } from "./prepare-controls";
import { groupOf, prepareDue, prepareFindingGroups, prepareVex } from "./prepare-findings";
import { shortHashes } from "./prepare-history";
import { ladderSentence, prepareLadder } from "./prepare-ladder";
import { checksByFile } from "./prepare-lineage";
import { prepareSeals } from "./prepare-seals";
import { splitLead } from "./prepare-verdict";
import { prepareVerify, shellName } from "./prepare-verify";

const digest = `sha256:${"a".repeat(64)}`;
const target = { origin: "http://localhost:3000", system: "default", image: "registry.test/app", digest };
const asOf = "2026-11-23T09:40:00Z";

function finding(clock: Partial<Finding["clock"]>, rest: Partial<Finding> = {}): Finding {
  return {
    vulnerability: "CVE-2026-1", aliases: [], unverified: [], exceptionsAside: [], severity: "high", severityBasis: "NVD", score: 7.5, fixedVersions: [], fixNote: null, title: null, url: null,
    package: { id: "p1", key: "deb/x", name: "x", version: "1", type: "deb", purl: null },
    status: "open", firstObservedAt: asOf, seenBy: ["E-01"], inLatestScan: true, kev: null, epss: null, exception: null,
    vex: { won: null, ignored: [], more: 0 },
    ...rest,
    clock: {
      state: "within", startAt: asOf, startBasis: "first seen", dueAt: "2026-12-23T09:40:00Z", stoppedAt: null, stopReason: null,
      rule: "r", remainingHours: 720, ...clock,
    },
  };
}

describe("prepareSeals", () => {
  it("draws five seals even when the evaluation speaks of none, all missing", () => {
    const seals = prepareSeals([]);
    expect(seals.map((seal) => seal.tone)).toEqual(["missing", "missing", "missing", "missing", "missing"]);
    expect(seals[0]?.action).toEqual({ label: "How to add this", anchor: "add-signature" });
  });

  it("does not call missing what is held and waits to be evaluated", () => {
    const [, , sbom, scan] = prepareSeals([], ["sbom"]);
    expect(sbom).toMatchObject({ tone: "unverified", words: "Held, not evaluated" });
    expect(scan?.tone).toBe("missing");
  });

  it("never draws what is held as verified", () => {
    const [, , sbom] = prepareSeals([{ kind: "sbom", state: "present", stateWords: "Present, not verified", why: "w", evidence: [] }]);
    expect(sbom).toMatchObject({ tone: "unverified", words: "Present, not verified" });
  });

  it("leads to whom to trust from what is held and not verified, and from nothing else", () => {
    const of = (state: "verified" | "present" | "missing" | "failed") => prepareSeals([{ kind: "sbom", state, stateWords: "", why: "", evidence: [] }])[2]?.trust;
    expect([of("verified"), of("present"), of("missing"), of("failed")]).toEqual([false, true, false, false]);
    expect(prepareSeals([], ["sbom"])[2]?.trust).toBe(false);
  });
});

describe("splitLead", () => {
  it("takes the first sentence and does not stop at a version number", () => {
    expect(splitLead("Not ready in 1.2.3 builds. One is late.")).toEqual(["Not ready in 1.2.3 builds.", "One is late."]);
    expect(splitLead("One sentence only.")).toEqual(["One sentence only.", ""]);
  });
});

describe("ladder", () => {
  const none = { breached: 0, within24h: 0, within7d: 0, later: 0, accepted: 0, noClock: 0 };

  it("always shows five rungs, and a sixth only when something has no clock", () => {
    expect(prepareLadder(none).map((rung) => rung.count)).toEqual([0, 0, 0, 0, 0]);
    expect(prepareLadder({ ...none, noClock: 2 })).toHaveLength(6);
  });

  it("is loud only where something stands", () => {
    expect(prepareLadder({ ...none, later: 3 }).every((rung) => rung.loud === "")).toBe(true);
    expect(prepareLadder({ ...none, breached: 1 })[0]).toMatchObject({ loud: "breached", tone: "breach" });
  });

  it("says the loudest first", () => {
    expect(ladderSentence({ ...none, breached: 1, within7d: 2, later: 9 })).toEqual({ lead: "1 breached", rest: ", 2 due within 7 days, 9 later." });
    expect(ladderSentence(none).lead).toBe("No open finding");
  });
});

describe("groupOf", () => {
  it.each([
    ["breached", finding({ state: "breached", remainingHours: -5 })],
    ["breached", finding({ state: "exception-expired", remainingHours: -5 })],
    ["within24h", finding({ state: "due-soon", remainingHours: 19 })],
    ["within7d", finding({ state: "due-soon", remainingHours: 100 })],
    ["later", finding({})],
    ["noClock", finding({ state: "no-clock", remainingHours: null, dueAt: null })],
    ["accepted", finding({ state: "excepted" }, { status: "excepted" })],
    ["vex", finding({ state: "breached", remainingHours: -5 }, { status: "vex_not_affected" })],
    ["gone", finding({}, { status: "gone" })],
    ["later", finding({}, { status: "under_investigation" })],
  ] as const)("puts it under %s", (group, given) => expect(groupOf(given)).toBe(group));

  it("leaves empty groups out and keeps urgency order", () => {
    const groups = prepareFindingGroups([finding({}), finding({ state: "breached", remainingHours: -1 })]);
    expect(groups.map((group) => group.id)).toEqual(["breached", "later"]);
  });
});

describe("columns of a finding", () => {
  it("says how long past due", () => {
    expect(prepareDue(finding({ state: "breached", dueAt: "2026-11-17T07:40:00Z", remainingHours: -146 }), asOf)).toEqual({
      tone: "breach", text: "17 Nov 2026", note: "6 d 2 h past due",
    });
  });

  it("keeps the promise of a finding that a statement set aside, and whether it was late", () => {
    const late = finding({ state: "met-late", dueAt: "2026-09-19T08:00:00Z", stoppedAt: "2026-11-23T09:00:00Z" }, { status: "vex_fixed" });
    expect(prepareDue(late, asOf)).toEqual({ tone: null, text: "19 Sep 2026", note: "stopped 23 Nov 2026, 65 d past due" });
    const kept = finding({ state: "met", dueAt: "2026-12-19T08:00:00Z", stoppedAt: "2026-11-23T09:00:00Z" }, { status: "vex_not_affected" });
    expect(prepareDue(kept, asOf).note).toBe("stopped 23 Nov 2026, in time");
    expect(prepareDue(finding({ state: "stopped", dueAt: null }, { status: "vex_not_affected" }), asOf).text).toBe("No clock");
  });

  it("tells no statement from statements without effect", () => {
    expect(prepareVex({ vex: { won: null, ignored: [], more: 0 } }).text).toBe("No statement");
    const ignored = [{ evidence: "E-02", status: "not_affected" as const, author: null, why: "unsigned" }];
    expect(prepareVex({ vex: { won: null, ignored, more: 0 } })).toEqual({ tone: "needs", text: "1 without effect" });
  });
});

describe("controlsSentence", () => {
  it("names failures first and does not call nothing a pass", () => {
    expect(controlsSentence({ pass: 51, fail: 3, needs_evidence: 22, manual: 21, not_applicable: 4 })).toEqual({
      lead: "3 fail", rest: ", 22 need evidence and 21 need a person. 51 pass and 4 do not apply.",
    });
    expect(controlsSentence({ pass: 0, fail: 0, needs_evidence: 6, manual: 0, not_applicable: 0 })).toEqual({ lead: "None fails", rest: ", 6 need evidence. None passes." });
    expect(controlsSentence({ pass: 0, fail: 0, needs_evidence: 0, manual: 0, not_applicable: 0 }).rest).toContain("not a pass");
  });
});

describe("evidenceOf", () => {
  it("names each piece of evidence once, without pointers", () => {
    const because = [{ lookedFor: "", found: "", so: "pass" as const, evidence: ["E-01#/a", "E-02"] }, { lookedFor: "", found: "", so: "note" as const, evidence: ["E-01"] }];
    expect(evidenceOf({ because } as Parameters<typeof evidenceOf>[0])).toEqual(["E-01", "E-02"]);
  });
});

describe("commands", () => {
  it("names the digest, never a tag, in every addition", () => {
    for (const addition of prepareAdditions(target)) {
      expect(addition.commands.map((item) => item.command).join()).toContain(digest);
    }
  });

  it("never lets a file name run in a shell", () => {
    expect(shellName("$(rm -rf ~) ; x.json")).toBe("__rm_-rf______x.json");
    expect(shellName("-o")).toBe("_o");
    const [, stored] = prepareVerify(target, [{ fileName: "`id`.json", fileSha256: "b".repeat(64), kind: "sbom" }]);
    expect(stored?.command).not.toContain("`");
    expect(stored?.output).toContain("b".repeat(64));
  });
});

describe("checksByFile", () => {
  const check = (file: string, name: string, ok: boolean | null) => ({ file, sha256: file, name, expected: "a", got: ok ? "a" : "b", ok });

  it("tells a step of several documents in one file once, and puts files with a failure first", () => {
    const files = checksByFile([check("sound.json", "signature", true), check("sound.json", "signature", true), check("broken.json", "signature", false), check("broken.json", "subject", null)]);
    expect(files.map(({ name, failed, unreached, held }) => [name, failed.length, unreached.length, held.length])).toEqual([["broken.json", 1, 1, 0], ["sound.json", 0, 0, 1]]);
  });
});

describe("shortHashes", () => {
  it("keeps both ends of a hash and the beginning of an id, and leaves other words alone", () => {
    const hash = `e26d82ce${"0".repeat(48)}5edc1091`;
    expect(shortHashes(`digest sha256:${hash}, document/5a126a35-d380-ef95-acec-9760614f414d, 1.2.3`)).toBe("digest sha256:e26d82ce…5edc1091, document/5a126a35…, 1.2.3");
  });
});
