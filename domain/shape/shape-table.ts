import type { ScanAssessment } from "../controls/basis/assess-scans";
import { pickSbom } from "../controls/basis/pick-sbom";
import type { EvidenceIndex } from "../controls/basis/standing";
import { clockPreset } from "../clocks/registry";
import { counted, list } from "../evaluation/words";
import type { ControlResult, DigestFacts, FindingResult, Seal, Shape } from "../model/evaluation";
import { namesOf, toolingOf } from "./tools";

type Row = Shape["table"][number];

export interface ShapeTableInput {
  facts: DigestFacts;
  index: EvidenceIndex;
  scans: ScanAssessment;
  findings: FindingResult[];
  seals: Seal[];
  results: ControlResult[];
}

/**
 * Distroless, hardened and this digest, side by side. `met` says whether the hardened expectation is shown by evidence:
 * null where nothing received speaks of it.
 */
export function shapeTable(input: ShapeTableInput): Row[] {
  return [goal(input), tooling(input), reduction(input), documents(input), signing(input), mapping(input), ownership(input)];
}

function goal({ facts, index }: ShapeTableInput): Row {
  const sbom = pickSbom(facts, index);
  const size = sbom === null ? (facts.kind === "index" ? "size is that of each platform" : "Size not known") : counted(sbom.componentCount, "component");
  const governed = `policy ${facts.policy.id} version ${facts.policy.version}`;
  return row("Primary goal", "Take OS tooling out of the runtime", "Minimise, and govern what remains", `${capitalise(size)}, under ${governed}`, sbom === null ? null : true, sbom ? [sbom.evidence] : []);
}

function tooling({ facts, index }: ShapeTableInput): Row {
  const make = (observed: string, met: boolean | null, evidence: string[]): Row => row("Shell, package manager", "Absent", "Usually absent", observed, met, evidence);
  const sbom = pickSbom(facts, index);
  if (sbom === null || sbom.components.length === 0) return make(facts.kind === "index" ? "An index holds none; its platforms are looked at one by one" : "Not known: no SBOM", null, []);
  const { shells, packageManagers } = toolingOf(sbom.components);
  const found = [...shells, ...packageManagers];
  if (found.length > 0) return make(`Present: ${namesOf(found)}`, false, [sbom.evidence]);
  return make("None listed by the SBOM; no file inventory to prove absence", sbom.complete === true ? true : null, [sbom.evidence]);
}

function reduction({ facts, findings, scans }: ShapeTableInput): Row {
  const make = (observed: string, met: boolean | null, evidence: string[]): Row => row("CVE reduction", "Passive, by fewer packages", "Passive, plus an active patch cadence", observed, met, evidence);
  if (facts.kind === "index") return make("An index is not scanned; its platforms are, one by one", null, []);
  if (scans.usable === null) return make("Not known: no scan that can be rested on", null, []);
  const late = findings.filter((one) => one.clock.state === "breached" || one.clock.state === "exception-expired").length;
  const builds = `${counted(facts.builds.length, "build")} of the line known`;
  const promise = late === 0 ? "no promise broken" : `${counted(late, "promise")} broken`;
  return make(`${capitalise(builds)}; ${promise}`, late > 0 ? false : facts.builds.length > 1 ? true : null, [scans.usable.scan.evidence]);
}

function documents({ seals }: ShapeTableInput): Row {
  const two = ["sbom", "provenance"].map((kind) => seals.find((one) => one.kind === kind)).filter((one) => one !== undefined);
  const words = two.map((one) => `${one.kind === "sbom" ? "SBOM" : "provenance"} ${one.stateWords.toLowerCase()}`);
  return row("SBOM, provenance", "Yours to build", "Usually comes with the image", capitalise(words.join("; ")), sealsMet(two), two.flatMap((one) => one.evidence));
}

function signing({ seals }: ShapeTableInput): Row {
  const one = seals.filter((seal) => seal.kind === "signature");
  return row("Signing", "Your choice", "Usually required", one[0]?.stateWords ?? "Missing", sealsMet(one), one.flatMap((seal) => seal.evidence));
}

/** Verified is met, missing or failed is not; held and not verified is neither. */
function sealsMet(seals: Seal[]): boolean | null {
  if (seals.length > 0 && seals.every((one) => one.state === "verified")) return true;
  return seals.some((one) => one.state === "missing" || one.state === "failed") ? false : null;
}

function mapping({ results }: ShapeTableInput): Row {
  const frameworks = new Set(results.map((one) => one.framework)).size;
  const decided = results.filter((one) => one.outcome !== "needs_evidence" && one.outcome !== "manual").length;
  return row("Compliance mapping", "Do it yourself", "Often built into dashboards", `${results.length} controls of ${counted(frameworks, "framework")}; ${decided} decided by evidence`, results.length > 0, []);
}

function ownership({ facts }: ShapeTableInput): Row {
  const owner = facts.line?.owner ?? null;
  const preset = clockPreset(facts.policy.preset);
  const who = owner === null ? "no owner of the next rebuild is recorded" : `next rebuild owned by ${list([owner.team, ...(owner.person === null ? [] : [owner.person])])}`;
  const deadlines = preset === null ? "no deadlines" : `deadlines by ${preset.id}`;
  return row("Best when", "You own build and governance", "You need evidence and deadlines", `${capitalise(who)}; ${deadlines}`, owner !== null && preset !== null, []);
}

function row(dimension: string, distroless: string, hardened: string, observed: string, met: boolean | null, evidence: string[]): Row {
  return { dimension, distroless, hardened, observed, met, evidence: [...new Set(evidence)].sort() };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
