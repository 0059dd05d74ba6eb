import type { PacketDocument } from "../model";
import { buildsChart, clocksChart, coverageChart, freshnessChart, slaTrendChart, type Chart } from "./charts";
import { mapStrings, PRINT_LIMIT, printable, printableDeep, type Coverage } from "./sanitise";
import { splitHash, splitIdentifier, splitLongWords } from "./split";

/** Rows printed of the two long tables; beyond, the page says how many are left to the data files. */
export const MAX_PRINTED_COMPONENTS = 10_000;
const MAX_PRINTED_FINDINGS = 2_000;

/** Columns set in the fixed-width face, where an identifier is cut at its joints: path → characters per line. */
const IDENTIFIERS: Record<string, number> = {
  "subject.line": 70,
  "subject.platforms.platform": 18,
  "subject.tags.tag": 22,
  "findings.cve": 20,
  "lineage.id": 72,
  "vex.cve": 20,
  "attestations.predicateType": 25,
  "attestations.signer": 42,
  "attestations.issuer": 90,
  "attestations.root": 90,
  "attestations.policy": 90,
  "attestations.log": 40,
  "provenance.reasons.found": 40,
  "provenance.expectations.expected": 40,
  "provenance.expectations.got": 40,
  "components.version": 18,
  "components.purl": 56,
  "evidence.file": 27,
  "exceptions.id": 14,
  "controls.exception": 14,
  "packet.seal.key": 80,
  "packet.seal.file": 60,
  "recheck.command": 100,
  "packet.verify.command": 96,
};

/** Columns of words, where only what is too long for a line is cut: path → characters. */
const WORDS: Record<string, number> = {
  "subject.name": 48,
  "subject.version": 48,
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
  "verdict.sentence": 44,
  "controls.id": 11,
  "controls.title": 26,
  "controls.responsibility": 23,
  "controls.because.lookedFor": 23,
  "controls.because.found": 22,
  "findings.id": 6,
  "findings.package": 30,
  "findings.installed": 32,
  "findings.fixed": 30,
  "findings.score": 8,
  "findings.basis": 20,
  "findings.remaining": 17,
  "findings.owner": 17,
  "findings.decision": 75,
  "closings.id": 5,
  "closings.text": 36,
  "closings.next": 29,
  "closings.owner": 18,
  "closings.refs": 36,
  "lineage.step": 12,
  "lineage.what": 66,
  "lineage.by": 23,
  "deployments.environment": 14,
  "deployments.cluster": 12,
  "deployments.workload": 25,
  "deployments.reachable": 11,
  "shape.dimension": 18,
  "shape.observed": 35,
  "scans.purpose": 14,
  "scans.scanner": 30,
  "scans.os": 32,
  "scans.database": 18,
  "scans.age": 12,
  "vex.product": 19,
  "vex.status": 24,
  "vex.author": 21,
  "vex.effect": 28,
  "attestations.title": 24,
  "attestations.note": 60,
  "attestations.steps.name": 26,
  "attestations.steps.expected": 31,
  "attestations.steps.got": 34,
  "provenance.says": 90,
  "provenance.expected": 90,
  "provenance.reasons.lookedFor": 36,
  "configuration.item": 27,
  "configuration.value": 74,
  "admission.tests.attempt": 31,
  "admission.tests.outcome": 32,
  "admission.tests.cluster": 14,
  "exceptions.scope": 23,
  "exceptions.reason": 27,
  "exceptions.compensating": 27,
  "exceptions.requester": 28,
  "exceptions.approver": 28,
  "components.name": 23,
  "components.licence": 19,
  "evidence.kind": 24,
  "frameworks.title": 30,
  "frameworks.version": 30,
  "frameworks.note": 90,
  "shape.distroless": 21,
  "shape.hardened": 22,
  "vex.justification": 24,
  "sbom.format": 50,
  "sbom.tool": 50,
  "sbom.unowned": 80,
  "admission.policy": 80,
  "admission.mode": 80,
  "admission.scope": 80,
  "sla.promise": 80,
  "sla.start": 80,
  "sla.stop": 80,
  "sla.period": 60,
  "exceptions.approvedAt": 16,
  "exceptions.expires": 14,
  "neighbours.previous.version": 40,
  "neighbours.previous.change": 80,
  "neighbours.next.version": 40,
  "neighbours.next.change": 80,
  "subject.platform": 40,
  "subject.owner.rebuild": 80,
  "packet.covers": 80,
  "packet.notSealedWhy": 80,
  "packet.verify.steps": 95,
  "packet.seal.algorithm": 50,
  "method.rules": 100,
  "method.limits": 100,
  "method.versions": 25,
  "recheck.title": 80,
  "recheck.expect": 90,
};

/** Printed characters of a cell that are enough for anything honest; the longer paths are sentences. */
const CELL_LIMIT = 320;
const SENTENCES =
  /^(says|method|verdict|recheck|packet|subject\.owner)\.|^provenance\.(says|expected)$|\.(decision|found|note|effect|reason|compensating)$/;
const TITLES = /^(subject\.(name|version|assetId|owner\.(team|person))|system\.(id|name|boundary))$/;

const limitOf = (path: string): number => (TITLES.test(path) ? 120 : SENTENCES.test(path) ? PRINT_LIMIT : CELL_LIMIT);

const HASHES = new Set(["evidence.sha256", "subject.platforms.digest"]);

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
  const text = mapStrings(bounded, "", (value, path) => fit(printable(value, covers, limitOf(path)), path)) as Record<
    string,
    unknown
  >;
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
