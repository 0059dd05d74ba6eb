import type { PacketDocument } from "../model";
import { buildsChart, clocksChart, coverageChart, freshnessChart, slaTrendChart, type Chart } from "./charts";
import { mapStrings, printable, printableDeep, type Coverage } from "./sanitise";
import { splitHash, splitIdentifier, splitLongWords } from "./split";

/** Rows printed of the two long tables; beyond, the page says how many are left to the data files. */
export const MAX_PRINTED_COMPONENTS = 10_000;
export const MAX_PRINTED_FINDINGS = 2_000;

/** Columns set in the fixed-width face, where an identifier is cut at its joints: path → characters per line. */
const IDENTIFIERS: Record<string, number> = {
  "subject.line": 70,
  "subject.platforms.platform": 18,
  "subject.tags.tag": 17,
  "findings.cve": 20,
  "lineage.id": 72,
  "vex.cve": 19,
  "attestations.predicateType": 26,
  "attestations.signer": 42,
  "attestations.steps.expected": 30,
  "attestations.steps.got": 34,
  "components.version": 19,
  "components.purl": 53,
  "evidence.file": 40,
  "exceptions.id": 14,
  "controls.exception": 14,
  "packet.seal.key": 80,
  "packet.seal.file": 60,
  "recheck.command": 100,
  "packet.verify.command": 96,
};

/** Columns set in the text face, where only over-long words are cut: path → characters. */
const WORDS: Record<string, number> = {
  "subject.name": 26,
  "subject.version": 26,
  "subject.assetId": 30,
  "subject.criticality": 30,
  "subject.exposure": 30,
  "subject.owner.team": 26,
  "subject.owner.person": 26,
  "subject.owner.contact": 60,
  "subject.platforms.note": 40,
  "system.id": 22,
  "system.name": 26,
  "system.boundary": 26,
  "packet.validUntilWhy": 26,
  "verdict.sentence": 36,
  "controls.id": 8,
  "controls.title": 20,
  "controls.responsibility": 18,
  "controls.because.lookedFor": 17,
  "controls.because.found": 17,
  "findings.id": 6,
  "findings.package": 26,
  "findings.installed": 26,
  "findings.fixed": 26,
  "findings.score": 8,
  "findings.basis": 18,
  "findings.remaining": 14,
  "findings.owner": 14,
  "findings.decision": 60,
  "closings.id": 5,
  "closings.text": 26,
  "closings.next": 22,
  "closings.owner": 14,
  "closings.refs": 26,
  "lineage.step": 9,
  "lineage.what": 50,
  "lineage.by": 18,
  "deployments.environment": 11,
  "deployments.cluster": 10,
  "deployments.workload": 22,
  "deployments.reachable": 9,
  "shape.dimension": 15,
  "shape.observed": 24,
  "scans.purpose": 14,
  "scans.scanner": 30,
  "scans.os": 30,
  "scans.database": 18,
  "scans.age": 12,
  "vex.product": 14,
  "vex.status": 20,
  "vex.author": 18,
  "vex.effect": 20,
  "attestations.title": 20,
  "attestations.note": 60,
  "attestations.steps.name": 26,
  "configuration.item": 24,
  "configuration.value": 56,
  "admission.tests.attempt": 28,
  "admission.tests.outcome": 28,
  "admission.tests.cluster": 12,
  "exceptions.scope": 20,
  "exceptions.reason": 20,
  "exceptions.compensating": 20,
  "exceptions.requester": 22,
  "exceptions.approver": 22,
  "components.name": 22,
  "components.licence": 13,
  "evidence.kind": 26,
  "frameworks.title": 30,
};

const HASHES = new Set(["evidence.sha256"]);

/** What a cell prints: the text, or the lines it had to be cut into. */
export type Printed = string | string[];

function fit(text: string, path: string): Printed {
  const width = IDENTIFIERS[path];
  if (width !== undefined) {
    const lines = splitIdentifier(text, width);
    return lines.length > 1 ? lines : text;
  }
  if (HASHES.has(path)) return splitHash(text);
  const room = WORDS[path];
  return room === undefined ? text : splitLongWords(text, room);
}

/** A picture of the view: where its SVG stands among the virtual files, and what it says in words. */
interface PlacedChart {
  path: string;
  alt: string;
  shown: number;
  total: number;
}

export interface PrintView {
  /** What the template reads: the document with cleaned and fitted strings, plus `charts`, `totals`. */
  data: Record<string, unknown>;
  /** Virtual file path → SVG. */
  charts: Record<string, string>;
}

/**
 * Prepares a packet for the page: every string cleaned (`covers`: any bundled text face draws it), over-long words and
 * identifiers cut into real lines by column, long tables bounded, charts drawn. Chart labels are cleaned more strictly
 * (`coversInCharts`: the one face charts are set in), so that no face of the machine can slip in.
 */
export function printView(doc: PacketDocument, covers: Coverage, coversInCharts: Coverage): PrintView {
  const bounded = {
    ...doc,
    components: doc.components.slice(0, MAX_PRINTED_COMPONENTS),
    findings: doc.findings.slice(0, MAX_PRINTED_FINDINGS),
  };
  const text = mapStrings(bounded, "", (value, path) => fit(printable(value, covers), path)) as Record<string, unknown>;
  const files: Record<string, string> = {};
  const placed: Record<string, PlacedChart | null> = {};
  for (const [name, chart] of Object.entries(chartsOf(bounded, coversInCharts))) {
    const path = `/charts/${name}.svg`;
    if (chart) files[path] = chart.svg;
    placed[name] = chart ? { path, alt: chart.alt, shown: chart.shown, total: chart.total } : null;
  }
  const totals = { components: doc.components.length, findings: doc.findings.length };
  return { data: { ...text, charts: placed, totals }, charts: files };
}

function chartsOf(doc: PacketDocument, covers: Coverage): Record<string, Chart | null> {
  const plain = <T>(value: T): T => printableDeep(value, covers, 120);
  const controls = doc.controls.map((control) => ({ ...control, because: [] }));
  return {
    coverage: coverageChart(plain(doc.frameworks), plain(controls)),
    clocks: clocksChart(plain(doc.findings), doc.packet.asOf),
    builds: buildsChart(plain(doc.builds)),
    trend: slaTrendChart(plain(doc.sla?.trend ?? [])),
    freshness: freshnessChart(plain(doc.evidence)),
  };
}
