import { hasOs, osWords } from "../controls/basis/assess-scans";
import { pickSbom } from "../controls/basis/pick-sbom";
import { standingOf, type EvidenceIndex } from "../controls/basis/standing";
import type { DigestFacts, SbomRecord, Shape, ShapeKind } from "../model/evaluation";
import { configSigns, type ConfigSign } from "./config-signs";
import { namesOf, toolingOf, type Tooling } from "./tools";

export type ShapeFinding = Omit<Shape, "table">;
type Reason = Shape["reasons"][number];

const TITLES: Readonly<Record<ShapeKind, string>> = {
  "full-os": "Full operating system",
  "minimal-with-shell": "Minimal with a shell",
  distroless: "Distroless",
  "scratch-static": "Scratch, static",
  undetermined: "Undetermined",
};
const SMALL_OS = new Set(["alpine", "wolfi", "chainguard", "minimus", "openwrt"]);

/**
 * The shape of an image, with the facts that point to it. It rests on the bill of materials, supported or contradicted
 * by the image configuration and what scanners recognised. Without a bill of materials, or where the sources
 * contradict each other, it stays undetermined. "No shell" always says what that absence rests on.
 */
export function determineShape(facts: DigestFacts, index: EvidenceIndex): ShapeFinding {
  if (facts.kind === "index") return undetermined("An index has no shape of its own; each platform has", []);
  const sbom = pickSbom(facts, index);
  const signs = facts.config === null ? [] : configSigns(facts.config);
  const signReasons = signs.map((sign) => signReason(sign, facts.config?.evidence ?? ""));
  if (sbom === null) return undetermined("No SBOM of this digest was received", signReasons);
  const trust = standingOf(index, sbom.evidence);
  if (index.get(sbom.evidence)?.binding === "claimed" && !trust.counts) return undetermined("The only SBOM is claimed by its uploader and names no image", signReasons);
  if (sbom.components.length === 0) return undetermined("The SBOM lists no components", signReasons);
  const tooling = toolingOf(sbom.components);
  const debug = signs.some((sign) => sign.points === "debug") || namedDebug(facts);
  const kind = decideKind(facts, sbom, tooling, signs, debug);
  const reasons = [...sbomReasons(sbom, tooling), ...signReasons, ...scanReasons(facts), ...basisReasons(sbom, tooling, trust.why, trust.counts)];
  if (namedDebug(facts)) reasons.push({ fact: "A tag of this digest says debug", points: "debug variant", evidence: [] });
  if (typeof kind !== "string") return { ...undetermined(kind.why, reasons), debug };
  return { kind, title: debug ? `${TITLES[kind]} (debug variant)` : TITLES[kind], debug, reasons };
}

function undetermined(why: string, reasons: Reason[]): ShapeFinding {
  return { kind: "undetermined", title: TITLES.undetermined, debug: false, reasons: [{ fact: why, points: "undetermined", evidence: [] }, ...reasons] };
}

function decideKind(facts: DigestFacts, sbom: SbomRecord, tooling: Tooling, signs: ConfigSign[], debug: boolean): ShapeKind | { why: string } {
  const osId = sbom.os?.id.toLowerCase() ?? "";
  if (tooling.shells.length > 0) {
    const managed = tooling.packageManagers.length > 0 && tooling.tools.length > 0;
    const busyboxOnly = tooling.shells.every((one) => one.name.startsWith("busybox") || one.name === "ash");
    return managed && !busyboxOnly && !SMALL_OS.has(osId) ? "full-os" : "minimal-with-shell";
  }
  if (debug && signs.some((sign) => sign.points === "debug")) return "minimal-with-shell";
  if (signs.some((sign) => sign.points === "shell")) return { why: "The configuration uses a shell, and the SBOM lists none: the two contradict each other" };
  if (tooling.packageManagers.length > 0) return { why: "The SBOM lists a package manager and no shell: it is hardly complete" };
  const seenOs = facts.scans.some(hasOs);
  if (tooling.osPackages > 0) return partOfSystem(sbom, tooling, seenOs) ?? "distroless";
  if (seenOs || sbom.os !== null) return { why: "An operating system was recognised, and the SBOM lists no package of it" };
  if (facts.config === null) return { why: "The SBOM lists no operating-system package; without the image configuration that may be a list of the application alone" };
  return "scratch-static";
}

/** Why a list without a shell may be only part of an image; null when it looks like the whole of one. */
function partOfSystem(sbom: SbomRecord, tooling: Tooling, seenOs: boolean): { why: string } | null {
  if (sbom.complete === false) return { why: "The SBOM says it is incomplete, so that it lists no shell says nothing" };
  if (sbom.os === null && !seenOs) return { why: "The SBOM lists system packages and names no operating system: it may be part of an image" };
  if (tooling.base.length === 0) return { why: "The SBOM lacks the base package every image of a distribution carries: it may be part of an image" };
  return null;
}

function sbomReasons(sbom: SbomRecord, tooling: Tooling): Reason[] {
  const evidence = [sbom.evidence];
  const reasons: Reason[] = [];
  if (sbom.os) reasons.push({ fact: `Operating system ${osWords(sbom.os)}`, points: "the base it was built on", evidence });
  reasons.push({ fact: `${tooling.osPackages} operating-system ${tooling.osPackages === 1 ? "package" : "packages"}, ${tooling.others} other ${tooling.others === 1 ? "component" : "components"}`, points: "size of the runtime", evidence });
  if (tooling.shells.length > 0) reasons.push({ fact: `Shell: ${namesOf(tooling.shells)}`, points: "shell present", evidence });
  else reasons.push({ fact: "No shell package is listed", points: "no shell seen", evidence });
  if (tooling.packageManagers.length > 0) reasons.push({ fact: `Package manager: ${namesOf(tooling.packageManagers)}`, points: "package manager present", evidence });
  else reasons.push({ fact: "No package manager is listed", points: "no package manager seen", evidence });
  if (tooling.tools.length > 0) reasons.push({ fact: `General tools: ${namesOf(tooling.tools)}`, points: "general tools present", evidence });
  return reasons;
}

function signReason(sign: ConfigSign, evidence: string): Reason {
  return { fact: sign.fact, points: sign.points === "shell" ? "shell present" : "debug variant", evidence: [`${evidence}#${sign.pointer}`] };
}

function scanReasons(facts: DigestFacts): Reason[] {
  const seen = new Map<string, string[]>();
  for (const scan of facts.scans) if (scan.os && hasOs(scan)) seen.set(osWords(scan.os), [...(seen.get(osWords(scan.os)) ?? []), scan.evidence]);
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([os, evidence]) => ({ fact: `Scanners recognised ${os}`, points: "the base it was built on", evidence: evidence.sort() }));
}

/** What the absence of a shell rests on: always said when none is seen. */
function basisReasons(sbom: SbomRecord, tooling: Tooling, why: string, counts: boolean): Reason[] {
  const reasons: Reason[] = [];
  const evidence = [sbom.evidence];
  if (tooling.shells.length === 0) {
    const complete = sbom.complete === true ? "The SBOM says it is complete" : sbom.complete === false ? "The SBOM says it is incomplete" : "The SBOM does not say whether it is complete";
    reasons.push({ fact: `${complete}, and no file inventory was received`, points: "absence of a shell is what the package list shows, not proof", evidence });
  }
  if (!counts) reasons.push({ fact: `The SBOM may not count: ${why}`, points: "basis not verified", evidence });
  return reasons;
}

function namedDebug(facts: DigestFacts): boolean {
  return facts.tags.some((one) => /(?:^|[-._])debug(?:$|[-._])/.test(one.tag.toLowerCase()));
}
