import type { CompareHead, CompareSide } from "../../contracts/compare";
import { choosePlatform } from "../../domain/compare/choose-platform";
import { compareConfig, compareProvenance } from "../../domain/compare/compare-facts";
import { compareFindings } from "../../domain/compare/compare-findings";
import { comparePackages } from "../../domain/compare/compare-packages";
import { sbomWarnings, scanWarnings } from "../../domain/compare/comparability";
import type { FactDifference, FindingDifference, PackageDifference } from "../../domain/compare/model";
import { compareSentence } from "../../domain/compare/sentence";
import { tally, FACT_CHANGES, FINDING_CHANGES, PACKAGE_CHANGES } from "../../domain/compare/tally";
import { compareVersions } from "../../domain/versions/registry";
import type { Ctx } from "../auth/principal";
import type { Tx } from "../store";
import { askedPair } from "./compare/asked";
import { loadSide, type SideFacts } from "./compare/side";
import { digestCore, type DigestCore } from "./digest-core";
import { read, withoutPrefix, withPrefix } from "./read";
import { asObject, textOrNull } from "./stored-json";

export interface CompareAsk {
  /** "sha256:<64 hex>" */
  a: string;
  b: string;
  image?: string | undefined;
  platform?: string | undefined;
  asOf?: string | undefined;
}

export interface Comparison {
  head: CompareHead;
  findings: FindingDifference[];
  packages: PackageDifference[];
  configuration: FactDifference[];
  provenance: FactDifference[];
}

/** What changed from a to b; null when the system does not have both. As many statements whatever they hold. */
export function compareDigests(ctx: Ctx, ask: CompareAsk): Promise<Comparison | null> {
  return read(ctx, async (tx, now) => {
    const pair = await askedPair(tx, ctx.systemId, withoutPrefix(ask.a), withoutPrefix(ask.b));
    if (!pair) return null;
    const choice = choosePlatform(pair.a, pair.b, ask.platform ?? null);
    const chosen = choice.ok ? choice : { a: pair.a.digest, b: pair.b.digest, platform: null };
    const image = ask.image ?? pair.commonLine ?? undefined;
    const left = await coreOf(tx, ctx, now, chosen.a, image, ask.asOf);
    const right = await coreOf(tx, ctx, now, chosen.b, image, ask.asOf);
    if (!left || !right) return null;
    const cores = { a: { asked: ask.a, core: left }, b: { asked: ask.b, core: right } };
    if (!choice.ok) return unchosen(cores, choice.platforms, choice.why);
    return compared(cores, await loadSide(tx, ctx, now, left, ask.asOf), await loadSide(tx, ctx, now, right, ask.asOf), choice.platform);
  });
}

/** A digest in the line asked for, else in its own first line. */
async function coreOf(tx: Tx, ctx: Ctx, now: Date, sha256: string, image: string | undefined, asOf: string | undefined): Promise<DigestCore | null> {
  const digest = withPrefix(sha256);
  return (await digestCore(tx, ctx, now, { digest, image, asOf })) ?? (image === undefined ? null : digestCore(tx, ctx, now, { digest, asOf }));
}

type Cores = Record<"a" | "b", { asked: string; core: DigestCore }>;

function compared({ a, b }: Cores, left: SideFacts, right: SideFacts, platform: string | null): Comparison {
  const findings = compareFindings(left.findings, right.findings, left.scans, right.scans);
  const known = left.sbom !== null && right.sbom !== null;
  const packages = known ? comparePackages(left.packages, right.packages, compareVersions) : [];
  const configuration = compareConfig(left.config, right.config);
  const provenance = compareProvenance(left.provenance, right.provenance, baseOf(a.core), baseOf(b.core));
  const counts = { findings: tally(FINDING_CHANGES, findings), packages: known ? tally(PACKAGE_CHANGES, packages) : null };
  const scanned = left.scans.some(({ counts: one }) => one) && right.scans.some(({ counts: one }) => one);
  const head: CompareHead = {
    state: "compared",
    says: compareSentence(counts.findings, scanned, counts.packages),
    a: toSide(a, left), b: toSide(b, right), platform, platforms: [],
    sameLine: a.core.lineId === b.core.lineId && a.core.line !== null,
    warnings: [...scanWarnings(left.scans, right.scans), ...sbomWarnings(left.sbom, right.sbom)],
    ...counts,
    configuration: tally(FACT_CHANGES, configuration), provenance: tally(FACT_CHANGES, provenance),
  };
  return { head, findings, packages, configuration, provenance };
}

/** "registry.example/base:1 sha256:…", as the manifest's annotations say it. */
function baseOf({ stored }: DigestCore): string | null {
  const said = asObject(stored.annotations);
  const parts = ["name", "digest"].map((part) => textOrNull(said[`org.opencontainers.image.base.${part}`])).filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" ");
}

const NOTHING: SideFacts = { findings: [], scans: [], sbom: null, packages: [], config: null, provenance: null };

function unchosen({ a, b }: Cores, platforms: string[], why: string): Comparison {
  const head: CompareHead = {
    state: "choose-platform", says: { lead: why, rest: platforms.length > 0 ? `Both have ${platforms.join(", ")}.` : "" },
    a: toSide(a, NOTHING), b: toSide(b, NOTHING), platform: null, platforms, sameLine: a.core.lineId === b.core.lineId && a.core.line !== null, warnings: [],
    findings: tally(FINDING_CHANGES, []), packages: null, configuration: tally(FACT_CHANGES, []), provenance: tally(FACT_CHANGES, []),
  };
  return { head, findings: [], packages: [], configuration: [], provenance: [] };
}

function toSide({ asked, core: { detail } }: Cores["a"], facts: SideFacts): CompareSide {
  return {
    asked, digest: detail.digest, image: detail.image,
    tags: [...new Set(detail.tags.filter(({ image, to }) => to === null && image === detail.image).map(({ tag }) => tag))],
    platform: detail.platform, firstSeenAt: detail.firstSeenAt, evaluated: detail.evaluation !== null,
    scans: facts.scans, sbom: facts.sbom, config: facts.config !== null, provenance: facts.provenance !== null,
  };
}
