import { isTrustedVex } from "../../domain/matching/decide-vex";
import { foldDetections, type FoldInput, type Sighting } from "../../domain/matching/fold-detections";
import { installedPackages } from "../../domain/matching/match-products";
import { pickSbom } from "../../domain/controls/basis/pick-sbom";
import { evidenceIndex, standingOf } from "../../domain/controls/basis/standing";
import { DEFAULT_POLICY, type PolicyContent } from "../../domain/model/default-policy";
import type { DigestFacts, EvidenceRef, LineFacts, PolicyFacts, ScanRecord } from "../../domain/model/evaluation";
import type { ImageConfigFacts } from "../../domain/model/document";
import { loadTrust } from "./trust";
import { loadGraph } from "./load-identity-graph";
import type { Tx } from "../store";
import { loadBase, type BaseRow, type ImageRow, type Scope } from "./digest-facts/base";
import { acceptanceUnder, evidenceRefs, loadBound, type BoundDocument } from "./digest-facts/evidence";
import { loadAliases, loadBuilds, loadExceptions, loadExpectation, loadLineSightings, type StatedAlias } from "./digest-facts/line";
import { loadAttestations, loadDetections, loadSboms, loadScans, loadVex, type DetectionRow } from "./digest-facts/records";

const COUNTED: ReadonlySet<string> = new Set(["subject", "named", "claimed"]);

/**
 * Everything known about one digest in one image line as of an instant, out of immutable rows recorded until then: the
 * input of evaluation. The number of statements does not depend on the size of anything. Null when the digest is not
 * known, or is no image (an attestation, a config).
 */
export async function loadDigestFacts(tx: Tx, scope: Scope): Promise<DigestFacts | null> {
  const base = await loadBase(tx, scope);
  if (base === null || base.kind === "artifact" || base.kind === "config") return null;
  const { graph } = await loadGraph(tx, scope.systemId, [scope.digest], scope.asOf);
  const parents = graph.indexesOf(scope.digest);
  const bound = await loadBound(tx, scope, parents);
  const trust = await loadTrust(tx, scope.systemId, scope.asOf);
  const policy = { ...policyOf(base), acceptUnsignedFrom: trust.settings.acceptUnsignedFrom };
  const evidence = evidenceRefs(bound, acceptanceUnder(trust, scope.asOf, base.image?.name ?? null));
  const counted = countedOf(bound, evidence);
  const facts: DigestFacts = {
    ...identityFacts(scope, base),
    kind: base.kind,
    platforms: graph.platformsOf(scope.digest).map(({ manifest, platform }) => ({ digest: manifest, platform })),
    parents,
    ...(await loadBuilds(tx, scope, base)),
    evidence,
    config: configOf(base, bound, evidence),
    sboms: [],
    scans: await loadScans(tx, scope.systemId, counted),
    findings: [],
    vex: [],
    attestations: await loadAttestations(tx, scope.systemId, counted, [scope.digest, ...parents]),
    policy,
    exceptions: await loadExceptions(tx, scope),
    expectation: await loadExpectation(tx, scope),
  };
  facts.sboms = await loadSboms(tx, scope.systemId, counted, (records) => pickSbom({ ...facts, sboms: records }, evidenceIndex(facts))?.evidence ?? null);
  const detections = await loadDetections(tx, scope.systemId, [...counted.keys()]);
  const packages = installedPackages([...facts.sboms.flatMap((one) => one.components), ...detections.map((one) => one.detection.package)]);
  facts.vex = await loadVex(tx, scope.systemId, counted, { digest: scope.digest, parents, packages });
  facts.findings = await findingsOf(tx, scope, facts, detections, counted);
  return facts;
}

type Counted = Map<string, { evidence: string; document: BoundDocument }>;

/** Documents whose facts are about the digest: what is pending or in conflict is listed and not read. */
function countedOf(bound: readonly BoundDocument[], evidence: readonly EvidenceRef[]): Counted {
  const entries = bound.map((document, i) => [document.document_id, { evidence: evidence[i]?.id ?? "", document }] as const);
  return new Map(entries.filter(([, { document }]) => COUNTED.has(document.binding)));
}

function identityFacts({ systemId, digest, imageId, asOf }: Scope, base: BaseRow) {
  return {
    system: { id: systemId, name: base.system_name, title: base.system_title },
    sample: base.sample,
    asOf,
    digest,
    platform: base.platform,
    configDigest: base.config_sha256,
    sizeBytes: base.size_bytes,
    layerCount: base.layer_count,
    annotations: base.annotations,
    line: base.image === null ? null : lineOf(base.image),
    lines: base.lines,
    tags: base.tags.map(({ image, tag, from, to }) => ({ image, tag, from, to })),
    current: currentOf(base, imageId),
    firstSeenAt: base.first_seen_at,
  };
}

function lineOf(image: ImageRow): LineFacts {
  const exposure = image.exposure === "internet-reachable" || image.exposure === "internal" ? image.exposure : "unknown";
  const owner = image.owner_team === null ? null : { team: image.owner_team, person: image.owner_person, contact: image.owner_contact };
  return { image: image.name, owner, criticality: image.criticality, exposure };
}

/** Deployed, or without an inventory of the line what a tag last named; the basis is always told. */
function currentOf(base: BaseRow, imageId: string | null): DigestFacts["current"] {
  const running = base.deployments.filter((one) => one.to === null && (imageId === null || one.image_id === null || one.image_id === imageId));
  if (running[0]) return { is: true, basis: "deployment", since: running[0].from };
  if (base.inventory) return { is: false, basis: "deployment", since: null };
  const tags = base.tags.filter((one) => imageId === null || one.image_id === imageId);
  const open = tags.filter((one) => one.to === null).map((one) => one.from).sort();
  if (open[0] !== undefined) return { is: true, basis: "tag", since: open[0] };
  return { is: false, basis: tags.length > 0 ? "tag" : "none", since: null };
}

function policyOf(base: BaseRow): PolicyFacts {
  // Written by ourselves and validated when it was; what an older version did not know takes its default.
  const content = (base.policy?.content ?? DEFAULT_POLICY) as Partial<PolicyContent>;
  const approved = { ...DEFAULT_POLICY.approved, ...content.approved };
  const lists = Object.fromEntries(base.lists.filter(({ list }) => list in approved).map(({ list, entries }) => [list, entries]));
  return {
    ...DEFAULT_POLICY,
    ...content,
    approved: { ...approved, ...lists },
    id: base.policy?.policy_id ?? "default",
    version: base.policy?.version ?? 0,
    preset: base.policy?.preset ?? DEFAULT_POLICY.preset,
    effectiveFrom: base.policy?.effective_from ?? base.first_seen_at,
  };
}

function configOf(base: BaseRow, bound: readonly BoundDocument[], evidence: readonly EvidenceRef[]): DigestFacts["config"] {
  const at = bound.findIndex((one) => one.kind === "image_config" && one.sha256 === base.config_sha256 && COUNTED.has(one.binding));
  const config = bound[at]?.config as ImageConfigFacts | undefined;
  return config ? { ...config, evidence: evidence[at]?.id ?? "" } : null;
}

async function findingsOf(tx: Tx, scope: Scope, facts: DigestFacts, detections: readonly DetectionRow[], counted: Counted): Promise<DigestFacts["findings"]> {
  const { scans } = facts;
  const names = detections.map((one) => one.detection.vulnerability);
  const aliases = await loadAliases(tx, scope, names, facts.policy.acceptUnsignedFrom);
  const elsewhere = await loadLineSightings(tx, scope, [...names, ...aliases.flatMap(({ pair }) => pair)]);
  const times = new Map(scans.map((scan) => [scan.evidence, scan.finishedAt ?? scan.startedAt]));
  const here = detections.flatMap(({ document_id, detection }): Sighting[] => {
    const at = counted.get(document_id);
    if (!at) return [];
    const observedAt = times.get(at.evidence) ?? at.document.observed_at;
    return [{ evidence: at.evidence, digest: scope.digest, observedAt, recordedAt: at.document.received_at, detection }];
  });
  return foldDetections({ digest: scope.digest, sightings: [...here, ...elsewhere], latestCompleteScan: newestComplete(scans, counted), ...saidOfNames(facts, aliases) });
}

/** Who says that ids are names of one flaw, and who of them has standing. */
function saidOfNames(facts: DigestFacts, aliases: readonly StatedAlias[]): Pick<FoldInput, "aliases" | "vouched" | "counts"> {
  const index = evidenceIndex(facts);
  const standing = new Set(facts.evidence.filter(({ id }) => standingOf(index, id).counts).map(({ id }) => id));
  const trusted = facts.vex.filter((record) => record.aliases.length > 0 && standing.has(record.evidence) && isTrustedVex(record, facts.policy));
  return {
    aliases: aliases.map(({ pair }) => pair),
    vouched: [...aliases.filter(({ vouched }) => vouched).map(({ pair }) => pair), ...trusted.map(({ vulnerability, aliases: also }) => [vulnerability, ...also])],
    counts: (evidence) => standing.has(evidence),
  };
}

/** The newest scan that ran to its end and looked for vulnerabilities. */
function newestComplete(scans: readonly ScanRecord[], counted: Counted): string | null {
  const kinds = new Map([...counted.values()].map(({ evidence, document }) => [evidence, document]));
  const ran = (scan: ScanRecord): string => scan.finishedAt ?? scan.startedAt ?? kinds.get(scan.evidence)?.observed_at ?? "";
  const complete = scans.filter((scan) => scan.status === "complete" && kinds.get(scan.evidence)?.kind === "vuln_scan");
  return complete.toSorted((a, b) => compareText(ran(b), ran(a)) || compareText(a.evidence, b.evidence))[0]?.evidence ?? null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
