import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { buildsChart, clocksChart, coverageChart, freshnessChart, slaTrendChart, type Chart } from "./charts";
import { fullPacket, sparsePacket } from "./fixture";
import { HOSTILE_TEXTS } from "./hostile-fixture";
import { printable } from "./sanitise";

/** Element names of a picture, and a throw where it is not well-formed XML. */
function elementsOf(chart: Chart | null): Set<string> {
  const names = new Set<string>();
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => names.add(tag.name));
  parser.write(chart?.svg ?? "").close();
  return names;
}

const DRAWN = ["svg", "text", "line", "rect", "circle", "polygon"];
const packet = fullPacket({ findings: 500, components: 0 });

describe("charts of a full packet", () => {
  it.each([
    ["coverage", coverageChart(packet.frameworks, packet.controls)],
    ["clocks", clocksChart(packet.findings, packet.packet.asOf)],
    ["builds", buildsChart(packet.builds)],
    ["trend", slaTrendChart(packet.sla?.trend ?? [])],
    ["freshness", freshnessChart(packet.evidence)],
  ])("draws %s with finite numbers and our own elements alone", (_name, chart) => {
    expect(chart?.svg).not.toMatch(/NaN|Infinity|undefined/);
    expect([...elementsOf(chart)].filter((name) => !DRAWN.includes(name))).toEqual([]);
    expect(chart?.alt.length).toBeGreaterThan(20);
  });

  it("draws as many clocks as fit a page and says so", () => {
    const chart = clocksChart(packet.findings, packet.packet.asOf);
    expect(chart).toMatchObject({ shown: 36, total: 500 });
  });

  it("says results in words for those who do not see them", () => {
    const alt = coverageChart(packet.frameworks, packet.controls)?.alt;
    expect(alt).toContain("House rules: 1 pass, 1 fail, 1 needs evidence, 1 manual, 1 not applicable");
  });

  it("marks a build that was never scanned as not known, not as clean", () => {
    const chart = buildsChart(packet.builds);
    expect(chart?.alt).toContain("2.6.0: at build not known; now 2, 5, 6, 7");
    expect(chart?.svg).toContain(">?</text>");
  });
});

describe("charts without data", () => {
  const sparse = sparsePacket();

  it("draws nothing", () => {
    expect(coverageChart(sparse.frameworks, sparse.controls)).toBeNull();
    expect(clocksChart(sparse.findings, sparse.packet.asOf)).toBeNull();
    expect(buildsChart(packet.builds.slice(0, 1))).toBeNull();
    expect(slaTrendChart([{ label: "Q1", met: 0, late: 0 }])).toBeNull();
    expect(freshnessChart(sparse.evidence)).toBeNull();
  });

  it("leaves out clocks whose times cannot be read", () => {
    const [first] = packet.findings;
    expect(first && clocksChart([{ ...first, dueAt: "soon" }], packet.packet.asOf)).toBeNull();
  });
});

describe("hostile labels", () => {
  it("stay text of the picture", () => {
    const findings = HOSTILE_TEXTS.flatMap((text) =>
      packet.findings.slice(0, 1).map((f) => ({ ...f, package: printable(text, () => true, 120) })),
    );
    const names = elementsOf(clocksChart(findings, packet.packet.asOf));
    expect(names.has("image")).toBe(false);
  });
});
