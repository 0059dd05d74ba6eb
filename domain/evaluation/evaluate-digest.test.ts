import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DigestFacts, EvidenceRef, SeverityCounts } from "../model/evaluation";
import { noCounts } from "./counts";
import { evaluateDigest } from "./evaluate-digest";
import { attestation, component, config, evidence, exception, facts, finding, policy, sbom, scan, vex } from "./test-facts";

const base = facts();
const rich: DigestFacts = facts({
  findings: [
    finding({ lineFirstObservedAt: "2026-10-15T00:00:00Z" }),
    finding({ vulnerability: "CVE-2026-2000", packageKey: "deb/debian/zlib", severity: "low" }),
    finding({ vulnerability: "CVE-2026-3000", severity: "critical", aliases: ["GHSA-b", "GHSA-a"] }),
    finding({ vulnerability: "CVE-2026-4000", severity: "medium", lineFirstObservedAt: "2026-08-25T00:00:00Z" }),
    finding({ vulnerability: "CVE-2026-5000", severity: "unknown" }),
  ],
  vex: [vex({ vulnerability: "CVE-2026-3000" }), vex({ vulnerability: "CVE-2026-3000", status: "affected", observedAt: "2026-11-01T00:00:00Z" }), vex({ vulnerability: "CVE-2026-2000", author: "unknown@x.example" })],
  exceptions: [exception({ id: "EX-2", scope: { vulnerability: "CVE-2026-2000", packageKey: null, control: null } }), exception({ expiresAt: "2026-11-19T00:00:00Z" })],
  attestations: [attestation(), attestation({ evidence: "E-07", predicateType: "https://sigstore.dev/cosign/sign/v1", title: "Image signature", state: "unknown" })],
  scans: [scan(), scan({ evidence: "E-06", scanner: "osv-scanner 2.0", status: "undetermined", databaseUpdatedAt: null, os: null })],
  tags: [{ image: "a", tag: "1", from: "2026-11-05T00:00:00Z", to: null }, { image: "a", tag: "1.2", from: "2026-11-05T00:00:00Z", to: null }],
  evidence: [...base.evidence, evidence("E-04", "vex", { verification: "verified" }), evidence("E-05", "provenance"), evidence("E-06", "vuln_scan"), evidence("E-07", "signature")],
});
const LISTS = ["evidence", "findings", "vex", "exceptions", "attestations", "scans", "tags", "sboms", "lines"] as const;

describe("an evaluation", () => {
  it("is the same JSON for the same facts in any order", () => {
    const expected = JSON.stringify(evaluateDigest(rich));
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (keys) => {
        const shuffle = <T,>(items: readonly T[]): T[] => items.map((item) => [keys.next().value ?? 0, item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
        const other = { ...rich, ...Object.fromEntries(LISTS.map((name) => [name, shuffle<unknown>(rich[name])])) } as DigestFacts;
        expect(JSON.stringify(evaluateDigest(other))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("never passes anything on evidence that is claimed, pending, in conflict or not accepted", () => {
    const weak = fc.record({ binding: fc.constantFrom<EvidenceRef["binding"]>("claimed", "pending", "conflict"), verification: fc.constantFrom<EvidenceRef["verification"]>("unsigned", "unknown", "invalid", "verified"), accepted: fc.constant(null) });
    fc.assert(
      fc.property(fc.array(weak, { minLength: rich.evidence.length, maxLength: rich.evidence.length }), fc.constantFrom<DigestFacts["current"]["basis"]>("deployment", "tag", "none"), (states, basis) => {
        const given = { ...rich, findings: [], current: { is: false, basis, since: null }, evidence: rich.evidence.map((ref, i) => ({ ...ref, ...states[i] })) };
        expect(evaluateDigest(given).results.filter((one) => one.outcome === "pass")).toEqual([]);
      }),
    );
  });

  it("lets unsigned evidence that nobody accepts show a violation and never a pass", () => {
    const unaccepted = base.evidence.map((ref) => (ref.kind === "vuln_scan" ? { ...ref, accepted: null } : ref));
    const flaw = (given: DigestFacts): string | undefined => evaluateDigest(given).results.find((one) => one.control === "4.4")?.outcome;
    expect(flaw(facts({ evidence: unaccepted }))).toBe("needs_evidence");
    expect(flaw(facts({ evidence: unaccepted, findings: [finding({ lineFirstObservedAt: "2026-09-01T00:00:00Z" })] }))).toBe("fail");
  });

  it("gives every result a reason, a sentence and, where undecided, what would decide it", () => {
    for (const given of [rich, base, facts({ evidence: [], config: null, sboms: [], scans: [], line: null })]) {
      for (const result of evaluateDigest(given).results) {
        expect(result.because.length).toBeGreaterThan(0);
        expect(result.says).toMatch(/^[A-Z0-9].*\.$/);
        expect(result.because[0]?.so).toBe(result.outcome);
        if (result.outcome === "needs_evidence" || result.outcome === "manual") expect(result.wouldDecide.length).toBeGreaterThan(0);
      }
    }
  });

  it("never says compliant", () => {
    expect(JSON.stringify(evaluateDigest(rich)).toLowerCase()).not.toMatch(/compliant|certified/);
  });

  it("puts every finding with a running clock on one rung", () => {
    const { ladder, findings } = evaluateDigest(rich);
    const running = findings.filter((one) => one.clock.stoppedAt === null).length;
    expect(Object.values(ladder).reduce((sum, count) => sum + count, 0)).toBe(running);
    expect(ladder).toEqual({ breached: 1, within24h: 0, within7d: 1, later: 0, accepted: 1, noClock: 1 });
  });

  it("counts raw, then after VEX, then open", () => {
    const { raw, afterVex, open } = evaluateDigest(rich).counts.findings;
    expect([raw.critical, afterVex.critical, open.critical]).toEqual([1, 0, 0]);
    expect([raw.low, afterVex.low, open.low]).toEqual([1, 1, 0]);
  });

  it("says the verdict in words, bad news first", () => {
    expect(evaluateDigest(rich).verdict.sentence).toBe(
      "Not ready to accept. One high finding is 6 days past its deadline, a signature is held and was not verified, 20 controls need evidence and one control waits for a person. 2 of 15 image-level controls pass.",
    );
    expect(evaluateDigest(facts({ config: config({ user: "root" }) })).verdict.sentence).toMatch(/^Not ready to accept\. The image runs as root, the image is not signed/);
    expect(evaluateDigest(base).verdict.result).toBe("needs_evidence");
  });

  it("opens the findings with what is late, then what is set aside", () => {
    expect(evaluateDigest(rich).says.findings).toBe("Five findings are present, three of them open: one past its deadline, one due within seven days and one without a clock. One is under an exception and one is cleared by trusted VEX.");
    expect(evaluateDigest(facts({ findings: [finding()] })).says.findings).toBe("One finding is present and open: one due later.");
    expect(evaluateDigest(base).says.findings).toBe("The newest scan lists no finding.");
    expect(evaluateDigest(facts({ scans: [scan({ os: null })] })).says.findings).toContain("this says nothing about flaws");
  });

  it("names every group of open findings, so that the groups add up", () => {
    const later = finding({ vulnerability: "CVE-2026-6000" });
    expect(evaluateDigest({ ...rich, findings: [...rich.findings, later] }).says.findings).toContain("Six findings are present, four of them open: one past its deadline, one due within seven days, one due later and one without a clock.");
    const clockless = finding({ severity: "unknown" });
    expect(evaluateDigest(facts({ findings: [clockless, later], exceptions: [exception()] })).says.findings).toBe("Two findings are present, one of them open: one due later. One is under an exception.");
  });

  it("compares builds by the severities that are drawn, and says which are not", () => {
    const build = (digest: string, atBuild: Partial<SeverityCounts>, now: Partial<SeverityCounts>) => ({ digest, label: digest, at: "2026-11-01T00:00:00Z", atBuild: { ...noCounts(), ...atBuild }, now: { ...noCounts(), ...now } });
    const said = (...builds: DigestFacts["builds"]): string => evaluateDigest(facts({ builds })).says.builds;
    expect(said(build("a", { high: 2 }, { high: 2 }), build("b", { high: 1 }, { high: 1, unknown: 3 }))).toBe("Two builds of the line are known. Findings of unknown severity are not drawn.");
    expect(said(build("a", { high: 2 }, { high: 2, negligible: 1 }), build("b", {}, {}))).toBe("Two builds of the line are known; one has gathered more known flaws since.");
  });

  it("says that a signature is held and not verified, and never that such an image is not signed", () => {
    const held = evaluateDigest(facts({ evidence: [...base.evidence, evidence("E-07", "signature")] }));
    expect(held.seals[0]).toMatchObject({ kind: "signature", state: "present", why: "A signature is held; it was not verified.", evidence: ["E-07"] });
    expect(held.says.signatures).toContain("A signature of the image is held; it was not verified.");
    expect(held.verdict.sentence).toContain("A signature is held and was not verified");
    expect(JSON.stringify(held)).not.toMatch(/not signed/);
    const enveloped = evaluateDigest({ ...rich, attestations: [attestation({ state: "unsigned", signatures: 1 })] });
    expect(enveloped.seals.find((one) => one.kind === "provenance")?.why).toBe("Held; whether its signature is good was not checked.");
  });

  it("tells files from the documents inside them, and how many are in conflict", () => {
    const inner = [evidence("E-07", "envelope", { fileName: "a.dsse.json" }), evidence("E-08", "provenance", { fileName: "a.dsse.json#payload" })];
    const bundled = [evidence("E-09", "sbom", { fileName: "all.jsonl#line/1" }), evidence("E-10", "vex", { fileName: "all.jsonl#line/2", binding: "conflict" })];
    expect(evaluateDigest(facts({ evidence: [...base.evidence, ...inner, ...bundled] })).says.register).toMatch(/^6 files, 8 documents read from them, 1 in conflict\./);
    expect(evaluateDigest(base).says.register).toBe("4 files, 4 documents read from them, none in conflict.");
  });

  it("answers in whole sentences", () => {
    for (const given of [rich, base, facts({ evidence: base.evidence.map((ref) => ({ ...ref, accepted: null })) }), facts({ findings: [finding({ severity: "unknown" })] })]) {
      for (const { says } of evaluateDigest(given).results) expect(says).toMatch(/ (?:is|are|was|were|has|have|had|holds?|runs?|says?|names?|does|do|show|shows|needs?|lists?|use|uses|belongs|cannot|may|seems|reports|wants|asks|defines|contains|comes|came|followed) /);
    }
  });

  it("counts no SBOM as a scan", () => {
    expect(evaluateDigest(facts({ scans: [scan(), scan({ evidence: "E-02" })] })).says.scans).toMatch(/^Scanned once\./);
    expect(evaluateDigest(facts({ scans: [scan({ evidence: "E-02" })] })).says.scans).toMatch(/^This digest was never scanned/);
  });

  it("holds until the first instant at which time alone changes an answer", () => {
    expect(evaluateDigest(rich)).toMatchObject({ validUntil: "2026-11-23T00:00:00Z", validUntilWhy: "CVE-2026-4000 falls due" });
    expect(evaluateDigest(facts({ scans: [] })).validUntil).toBeNull();
  });

  it("shows seals as present and not verified, missing, or failed by a known failure", () => {
    const seals = (given: DigestFacts): Record<string, string> => Object.fromEntries(evaluateDigest(given).seals.map((one) => [one.kind, one.stateWords]));
    expect(seals(rich)).toEqual({ signature: "Present, not verified", provenance: "Present, not verified", sbom: "Present, not verified", scan: "Present, not verified", vex: "Verified" });
    expect(seals(base)).toMatchObject({ signature: "Missing", provenance: "Missing", vex: "Missing" });
    expect(seals({ ...rich, attestations: [attestation({ state: "invalid" })] })).toMatchObject({ provenance: "Verification failed" });
    expect(seals({ ...rich, attestations: [attestation({ subjectMatches: false })] })).toMatchObject({ provenance: "Missing" });
  });
});

describe("a finding", () => {
  const late = scan({ evidence: "E-06", startedAt: "2026-11-19T08:00:00Z", finishedAt: "2026-11-19T08:01:00Z", databaseUpdatedAt: "2026-11-19T02:00:00Z" });
  const seen = finding({ inLatestScan: false });
  const held = [...base.evidence, evidence("E-06", "vuln_scan")];
  const status = (given: Partial<DigestFacts>): string | undefined => evaluateDigest(facts({ findings: [seen], evidence: held, ...given })).findings[0]?.status;
  it("is gone only by a newer complete scan of every scanner that reported it", () => {
    expect(status({ scans: [scan(), late] })).toBe("gone");
    expect(status({ scans: [scan(), { ...late, scanner: "Grype 0.85.0" }] })).toBe("open");
    expect(status({ scans: [scan(), { ...late, status: "partial" }] })).toBe("open");
    expect(status({ scans: [scan(), late], evidence: [...base.evidence, evidence("E-06", "vuln_scan", { binding: "claimed", accepted: null })] })).toBe("open");
  });
  it("that was fixed in time is met, and that was fixed too late is met late", () => {
    const clock = (started: string): string | undefined => evaluateDigest(facts({ findings: [{ ...seen, lineFirstObservedAt: started }], evidence: held, scans: [scan(), late] })).findings[0]?.clock.state;
    expect(clock("2026-11-10T00:00:00Z")).toBe("met");
    expect(clock("2026-09-10T00:00:00Z")).toBe("met-late");
  });
  it("is left out when the only report of it is about another image", () => {
    expect(evaluateDigest(facts({ findings: [seen], evidence: [...base.evidence.filter((ref) => ref.id !== "E-03"), evidence("E-03", "vuln_scan", { binding: "conflict" })] })).findings).toEqual([]);
  });
});

describe("an index", () => {
  const [amd, arm] = ["1".repeat(64), "2".repeat(64)];
  const index = facts({ kind: "index", digest: "3".repeat(64), platform: null, config: null, configDigest: null, sboms: [], scans: [], platforms: [{ digest: arm, platform: { os: "linux", architecture: "arm64" } }, { digest: amd, platform: { os: "linux", architecture: "amd64" } }] });
  const good = evaluateDigest(facts({ digest: amd }));
  const bad = evaluateDigest(facts({ digest: arm, config: config({ user: "" }) }));
  it("is the worst of its platforms", () => {
    const user = (platforms: Parameters<typeof evaluateDigest>[1]): string | undefined => evaluateDigest(index, platforms).results.find((one) => one.control === "4.1")?.outcome;
    expect(user([{ digest: amd, evaluation: good }, { digest: arm, evaluation: bad }])).toBe("fail");
    expect(user([{ digest: amd, evaluation: good }, { digest: arm, evaluation: good }])).toBe("pass");
    expect(user([{ digest: amd, evaluation: good }])).toBe("needs_evidence");
    expect(user([])).toBe("needs_evidence");
  });
  it("gives the same answer whatever the order of its platforms", () => {
    const both = [{ digest: amd, evaluation: good }, { digest: arm, evaluation: bad }];
    expect(JSON.stringify(evaluateDigest({ ...index, platforms: index.platforms.toReversed() }, both.toReversed()))).toBe(JSON.stringify(evaluateDigest(index, both)));
  });
  it("has the SBOM and scan seals of its platforms, and of a platform nobody evaluated none", () => {
    const seals = (platforms: Parameters<typeof evaluateDigest>[1]): (string | undefined)[] => ["sbom", "scan"].map((kind) => evaluateDigest(index, platforms).seals.find((one) => one.kind === kind)?.state);
    expect(seals([{ digest: amd, evaluation: good }, { digest: arm, evaluation: bad }])).toEqual(["present", "present"]);
    expect(seals([{ digest: amd, evaluation: good }])).toEqual(["missing", "missing"]);
  });
  it("holds no longer than its platforms", () => {
    expect(evaluateDigest(index, [{ digest: amd, evaluation: good }])).toMatchObject({ validUntil: good.validUntil, validUntilWhy: good.validUntilWhy });
  });
  it("counts a flaw of both platforms once", () => {
    const flawed = (digest: string): ReturnType<typeof evaluateDigest> => evaluateDigest(facts({ digest, findings: [finding()] }));
    const evaluation = evaluateDigest(index, [{ digest: amd, evaluation: flawed(amd) }, { digest: arm, evaluation: flawed(arm) }]);
    expect(evaluation.counts.findings.open.high).toBe(1);
  });
});

describe("controls that read the image", () => {
  const outcome = (given: Partial<DigestFacts>, control: string): string | undefined => evaluateDigest(facts(given)).results.find((one) => one.framework === "cis-docker" && one.control === control)?.outcome;
  const step = (createdBy: string) => ({ created: null, createdBy, comment: null, emptyLayer: false });
  const rootfs = step("/bin/sh -c #(nop) ADD file:abc in / ");
  it("4.3 fails on a shell only where the policy forbids it", () => {
    const sboms = [sbom([component("bash"), component("libc6")])];
    expect(outcome({ sboms }, "4.3")).toBe("needs_evidence");
    expect(outcome({ sboms, policy: policy({ allowShell: false }) }, "4.3")).toBe("fail");
  });
  it("4.6 follows what the policy asks for", () => {
    expect(outcome({ policy: policy({ requireHealthcheck: "none" }) }, "4.6")).toBe("not_applicable");
    expect(outcome({ policy: policy({ requireHealthcheck: "docker" }) }, "4.6")).toBe("fail");
    expect(outcome({ config: config({ healthcheck: { test: ["CMD", "/app", "-check"], interval: null } }) }, "4.6")).toBe("pass");
    expect(outcome({ config: config({ healthcheck: { test: ["NONE"], interval: null } }), policy: policy({ requireHealthcheck: "docker" }) }, "4.6")).toBe("fail");
    expect(outcome({}, "4.6")).toBe("manual");
  });
  it("4.7 tells a lone refresh from one with its install", () => {
    expect(outcome({ config: config({ history: [rootfs, step("RUN /bin/sh -c apt-get update # buildkit")] }) }, "4.7")).toBe("fail");
    expect(outcome({ config: config({ history: [rootfs, step("RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit")] }) }, "4.7")).toBe("pass");
    expect(outcome({ config: config({ history: [rootfs, step("COPY app /app")] }) }, "4.7")).toBe("not_applicable");
    expect(outcome({ config: config({ history: [step("apko")] }) }, "4.7")).toBe("manual");
    expect(outcome({ config: config({ history: [] }) }, "4.7")).toBe("needs_evidence");
  });
  it("4.7 and 4.9 ask a person where a step's record does not say what it did", () => {
    for (const mute of ["/bin/sh", "/bin/sh -c", ""]) {
      expect(outcome({ config: config({ history: [rootfs, step(mute)] }) }, "4.7"), mute).toBe("manual");
      expect(outcome({ config: config({ history: [rootfs, step(mute)] }) }, "4.9"), mute).toBe("manual");
    }
    expect(outcome({ config: config({ history: [step("/bin/sh"), step("COPY app /app")] }) }, "4.7")).toBe("manual");
    expect(outcome({ config: config({ history: [step("/bin/sh"), step("COPY app /app")] }) }, "4.9"), "the root filesystem is spared").toBe("pass");
    expect(outcome({ config: config({ history: [rootfs, step("/bin/sh"), step("RUN /bin/sh -c apt-get update # buildkit")] }) }, "4.7")).toBe("fail");
    expect(outcome({ config: config({ history: [rootfs, step("COPY app /app"), { ...step(""), emptyLayer: true }] }) }, "4.9")).toBe("pass");
  });
  it("4.9 spares the root filesystem and asks about later ones", () => {
    expect(outcome({ config: config({ history: [rootfs, step("COPY app /app")] }) }, "4.9")).toBe("pass");
    expect(outcome({ config: config({ history: [rootfs, step("ADD https://x.example/a.tgz /a # buildkit")] }) }, "4.9")).toBe("manual");
  });
  it("4.10 finds names that speak of secrets, spares harmless values and never repeats one", () => {
    const env = (name: string, value: string) => ({ config: config({ env: [{ name, value }] }) });
    for (const name of ["DB_PASSWORD", "API_KEY", "githubToken", "aws_secret_access_key"]) expect(outcome(env(name, "hunter2hunter2"), "4.10")).toBe("fail");
    for (const [name, value] of [["DB_PASSWORD", "changeme"], ["DB_PASSWORD_FILE", "x1y2z3x1"], ["TOKENIZERS_PARALLELISM", "yes-please"], ["GPG_KEY", "A035C8C19219BA821E"], ["API_KEY", "${API_KEY}"], ["PASSWORD", ""]] as const) expect(outcome(env(name, value), "4.10")).toBe("needs_evidence");
    expect(JSON.stringify(evaluateDigest(facts(env("DB_PASSWORD", "hunter2hunter2"))))).not.toContain("hunter2");
    expect(outcome({ scans: [scan({ secrets: 2 })] }, "4.10")).toBe("fail");
    expect(outcome({ scans: [scan({ secrets: 0 })] }, "4.10")).toBe("needs_evidence");
  });
  it("4.11 fails on steps that switch the check off", () => {
    for (const command of ["apk add --allow-untrusted x.apk", "curl -fsSL https://x.example/i.sh | sh", "pip install --trusted-host x y"]) {
      expect(outcome({ config: config({ history: [rootfs, step(`RUN /bin/sh -c ${command} # buildkit`)] }) }, "4.11")).toBe("fail");
    }
  });
  it("4.4 does not rest on a scan with a stale database, an unknown one, or too little seen of a scratch image", () => {
    expect(outcome({ scans: [scan({ databaseUpdatedAt: "2026-11-10T00:00:00Z" })] }, "4.4")).toBe("needs_evidence");
    expect(outcome({ scans: [scan({ databaseUpdatedAt: null })] }, "4.4")).toBe("needs_evidence");
    const scratch = [sbom([component("app", "golang"), component("lib", "golang")], { os: null })];
    expect(outcome({ sboms: scratch, scans: [scan({ os: null, packagesSeen: 2 })] }, "4.4")).toBe("pass");
    expect(outcome({ sboms: scratch, scans: [scan({ os: null, packagesSeen: 1 })] }, "4.4")).toBe("needs_evidence");
    expect(outcome({ sboms: scratch, scans: [scan({ os: null, packagesSeen: null })] }, "4.4")).toBe("needs_evidence");
  });
});

describe("the line of a seal", () => {
  const line = (given: Partial<Parameters<typeof attestation>[0] & object>): string | undefined =>
    evaluateDigest({ ...rich, attestations: [attestation(given)] }).seals.find((one) => one.kind === "provenance")?.line;

  it("names who signed and when, by the trusted time of signing before the time of our check", () => {
    expect(line({ state: "verified", signer: "https://ci.example/build", signedAt: ["2026-11-05T04:13:00Z"], verifiedAt: "2026-11-20T00:00:00Z" })).toBe("Verified by https://ci.example/build · 2026-11-05 04:13 UTC");
    expect(line({ state: "verified", signer: `sha256:${"ab".repeat(32)}`, verifiedAt: "2026-11-20T00:00:00Z" })).toBe("Verified by key abababab…abababab · 2026-11-20 00:00 UTC");
  });

  it("names the step that failed, and says no more where nothing was proven", () => {
    const checks = [{ id: "signature", name: "The signature fits content and key", expected: "x", got: "y", ok: false, required: true }];
    expect(line({ state: "invalid", checks })).toBe("Failed: The signature fits content and key");
    expect(line({ state: "unknown" })).toBeUndefined();
  });

  it("never lets a digest be ready whose provenance is not what its team expects", () => {
    const expectation = { version: 1, sourceRepository: "https://github.com/other/app", builderId: null, ref: null, workflow: null, minimumLevel: null, author: "a", recordedAt: "2026-11-01T00:00:00Z" };
    const { verdict, provenance } = evaluateDigest({ ...rich, attestations: [attestation({ source: "https://github.com/example/app" })], expectation });
    expect(provenance?.expectations.state).toBe("violated");
    expect(verdict.result).toBe("fail");
    expect(verdict.sentence).toContain("provenance is not as expected");
  });
});
