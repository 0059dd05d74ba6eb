import type { Finding } from "../../contracts/finding";
import { hoursLeft } from "../../domain/clocks/compute-clock";
import type { Instant } from "../../domain/model/evaluation";
import type { KeptFinding } from "./kept-findings";

/** The contract's view of a finding as evaluation wrote it at `asOf`, whole. */
export function toFinding(result: KeptFinding, packageId: string, asOf: Instant): Finding {
  const { clock } = result;
  return {
    vulnerability: result.vulnerability,
    aliases: result.aliases,
    unverified: result.unverified ?? [],
    package: {
      id: packageId, key: result.packageKey, name: nameOf(result), version: result.package.version, type: result.package.type, purl: result.package.purl,
    },
    severity: result.severity,
    severityBasis: result.severityBasis,
    score: result.score,
    fixedVersions: result.fixedVersions,
    fixNote: result.fixNote ?? null,
    title: result.title,
    url: result.url,
    status: result.status,
    firstObservedAt: result.firstObservedAt,
    seenBy: result.seenBy,
    inLatestScan: result.inLatestScan,
    kev: result.kev,
    epss: result.epss,
    clock: {
      state: clock.state, startAt: clock.startAt, startBasis: clock.startBasis, dueAt: clock.dueAt, stoppedAt: clock.stoppedAt,
      stopReason: clock.stopReason, rule: clock.rule, remainingHours: hoursLeft(asOf, clock),
    },
    vex: { won: result.vexDecision.won, ignored: result.vexDecision.ignored, more: result.vexDecision.more ?? 0 },
    exception: result.exception,
    exceptionsAside: result.exceptionsAside ?? [],
  };
}

function nameOf({ package: pkg }: KeptFinding): string {
  if (!pkg.namespace || pkg.type === "deb" || pkg.type === "rpm" || pkg.type === "apk") return pkg.name;
  return `${pkg.namespace}/${pkg.name}`;
}
