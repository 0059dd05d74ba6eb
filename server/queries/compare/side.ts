import type { ComparedFinding, ComparedPackage, ProvenanceSide, SbomBasis, ScanBasis } from "../../../domain/compare/model";
import type { ImageConfigFacts } from "../../../domain/model/document";
import type { AttestationRecord, FindingResult } from "../../../domain/model/evaluation";
import { standing, type Standing } from "../../../domain/controls/basis/standing";
import { packageTitle } from "../../../domain/evaluation/words";
import type { Ctx } from "../../auth/principal";
import { rows, type Tx } from "../../store";
import type { DigestCore } from "../digest-core";
import { ISO } from "../digest-facts/base";
import { acceptanceUnder, evidenceRefs, loadBound, type BoundDocument } from "../digest-facts/evidence";
import { loadAttestations } from "../digest-facts/records";
import { iso } from "../read";
import { loadTrust } from "../trust";
import { packageName } from "../search/summary";
import { toolText } from "../evidence-rows";

/** What one side of a comparison rests on. */
export interface SideFacts {
  findings: ComparedFinding[];
  scans: ScanBasis[];
  sbom: SbomBasis | null;
  packages: ComparedPackage[];
  config: ImageConfigFacts | null;
  provenance: ProvenanceSide | null;
}

const READ = new Set(["subject", "named", "claimed"]);

/** What each document may be used for, as evaluation sees it. */
type StandingOf = (document: BoundDocument) => Standing;

/** Everything of one side, as its evaluation knew it: six statements whatever there is. */
export async function loadSide(tx: Tx, ctx: Ctx, now: Date, core: DigestCore, asOf: string | undefined): Promise<SideFacts> {
  const scope = { systemId: ctx.systemId, digest: core.stored.sha256, imageId: core.line?.id ?? null, asOf: core.evaluation?.result.asOf ?? asOf ?? iso(now) };
  const all = await loadBound(tx, scope, core.stored.parents ?? []);
  const refs = evidenceRefs(all, acceptanceUnder(await loadTrust(tx, ctx.systemId, scope.asOf), scope.asOf, core.line?.name ?? null));
  const numbers = new Map(refs.map(({ documentId, id }) => [id, documentId]));
  const standings = new Map(refs.map((ref) => [ref.documentId, standing(ref)]));
  const standingOf: StandingOf = ({ document_id }) => standings.get(document_id) ?? NOT_HELD;
  const bound = all.filter(({ digest, binding }) => digest === scope.digest && READ.has(binding));
  const scans = await loadScanBases(tx, ctx.systemId, bound, standingOf);
  const scannerOf = (id: string): string | undefined => scans.scanners.get(numbers.get(id) ?? "");
  const { sbom, packages } = await loadPackages(tx, ctx.systemId, bound, standingOf);
  const byDocument = new Map(all.map((document) => [document.document_id, { evidence: document.document_id, document }]));
  const attestations = await loadAttestations(tx, ctx.systemId, byDocument, [scope.digest]);
  return {
    findings: (await findingsOf(tx, ctx, core)).map((one) => toCompared(one, scannerOf)),
    scans: scans.bases, sbom, packages,
    config: (bound.find(({ kind, config }) => kind === "image_config" && config)?.config as ImageConfigFacts | undefined) ?? null,
    provenance: provenanceOf(attestations),
  };
}

type StoredFinding = Pick<FindingResult, "vulnerability" | "aliases" | "packageKey" | "package" | "fixedVersions" | "severity" | "status" | "seenBy" | "seenAs">;

async function findingsOf(tx: Tx, ctx: Ctx, core: DigestCore): Promise<StoredFinding[]> {
  if (core.past) return core.past.findings;
  const found = await rows<{ detail: StoredFinding }>(
    tx,
    `SELECT jsonb_build_object('vulnerability', f.vulnerability, 'aliases', f.detail->'aliases', 'packageKey', f.package_key, 'package', f.detail->'package',
       'fixedVersions', f.detail->'fixedVersions', 'severity', f.severity, 'status', f.status, 'seenBy', f.detail->'seenBy', 'seenAs', f.detail->'seenAs') AS detail
     FROM finding f WHERE f.system_id = $1::uuid AND f.digest = $2 AND f.image_id = $3::uuid ORDER BY f.severity_rank, f.vulnerability, f.package_id`,
    ctx.systemId, core.stored.sha256, core.lineId,
  );
  return found.map(({ detail }) => detail);
}

function toCompared(one: StoredFinding, scannerOf: (id: string) => string | undefined): ComparedFinding {
  const scanners = [...new Set(one.seenBy.flatMap((id) => scannerOf(id) ?? []))].sort();
  return {
    vulnerability: one.vulnerability, aliases: one.aliases, packageKey: one.packageKey, packageName: packageTitle(one.package),
    version: one.package.version, fixedVersion: one.fixedVersions[0] ?? null, severity: one.severity, status: one.status, scanners,
    seenAs: one.seenAs?.map(({ ids }) => ids) ?? [[one.vulnerability, ...one.aliases]],
  };
}

interface StoredScan {
  id: string;
  scanner: string;
  version: string | null;
  database_at: string | null;
  at: string | null;
  complete: boolean;
}

const NOT_HELD: Standing = { counts: false, mayFail: false, why: "it is not held" };

/** What counts before what may only show a violation, that before what may nothing. */
const rankOf = ({ counts, mayFail }: Standing): number => (counts ? 2 : mayFail ? 1 : 0);
const saying = ({ counts, why }: Standing): Pick<ScanBasis, "counts" | "why"> => ({ counts, why: counts ? null : why });

/** The newest complete scan of each scanner, one that counts before one that does not; and which scanner each document is of. */
async function loadScanBases(tx: Tx, systemId: string, bound: readonly BoundDocument[], standingOf: StandingOf): Promise<{ bases: ScanBasis[]; scanners: Map<string, string> }> {
  const documents = bound.filter(({ kind }) => kind === "vuln_scan");
  const found = await rows<StoredScan>(
    tx,
    `SELECT s.document_id::text AS id, s.scanner, s.scanner_version AS version, ${ISO("s.database_updated_at")} AS database_at,
       ${ISO("coalesce(s.finished_at, s.started_at)")} AS at, s.status = 'complete' AS complete
     FROM scan s WHERE s.system_id = $1::uuid AND s.document_id IN (SELECT json_array_elements_text($2::json)::uuid)`,
    systemId, JSON.stringify(documents.map(({ document_id }) => document_id)),
  );
  const held = new Map(documents.map((one) => [one.document_id, { rests: standingOf(one), at: one.observed_at ?? one.received_at, stated: one.observed_at }]));
  const newest = found
    .filter(({ complete }) => complete)
    .map((row) => ({ row, rests: held.get(row.id)?.rests ?? NOT_HELD, at: row.at ?? held.get(row.id)?.at ?? "", stated: row.at ?? held.get(row.id)?.stated ?? null }))
    .toSorted((a, b) => rankOf(b.rests) - rankOf(a.rests) || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const bases = new Map<string, ScanBasis>();
  for (const { row, rests, stated } of newest) {
    if (!bases.has(row.scanner)) bases.set(row.scanner, { scanner: row.scanner, version: row.version, databaseUpdatedAt: row.database_at, scannedAt: stated, ...saying(rests) });
  }
  return { bases: [...bases.values()].sort((a, b) => (a.scanner < b.scanner ? -1 : 1)), scanners: new Map(found.map(({ id, scanner }) => [id, scanner])) };
}

/** The bill of materials that counts first, then the newest, and what it lists. */
async function loadPackages(tx: Tx, systemId: string, bound: readonly BoundDocument[], standingOf: StandingOf): Promise<{ sbom: SbomBasis | null; packages: ComparedPackage[] }> {
  const documents = bound.filter(({ kind }) => kind === "sbom");
  const time = (one: BoundDocument): string => one.observed_at ?? one.received_at;
  const [chosen] = documents.toSorted((a, b) => rankOf(standingOf(b)) - rankOf(standingOf(a)) || (time(a) < time(b) ? 1 : -1));
  const found = await rows<{ format: string; count: number; key: string; type: string; namespace: string | null; name: string; version: string | null }>(
    tx,
    `SELECT DISTINCT s.format, s.component_count AS count, p.package_key AS key, p.type, p.namespace, p.name, p.version
     FROM sbom s LEFT JOIN component c ON c.system_id = s.system_id AND c.document_id = s.document_id LEFT JOIN package p ON p.id = c.package_id
     WHERE s.system_id = $1::uuid AND s.document_id = $2::uuid`,
    systemId, chosen?.document_id ?? null,
  );
  const [first] = found;
  if (!chosen || !first) return { sbom: null, packages: [] };
  return {
    sbom: { format: first.format, tool: toolText(chosen.tool), observedAt: chosen.observed_at, componentCount: first.count, ...saying(standingOf(chosen)) },
    packages: found.flatMap(({ key, type, namespace, name, version }) => (key === null ? [] : [{ key, type, name: packageName(type, namespace, name), version }])),
  };
}

/** The provenance to compare: a verified one before any other. One that names another image is none. */
function provenanceOf(attestations: readonly AttestationRecord[]): ProvenanceSide | null {
  const held = attestations.filter((one) => one.subjectMatches !== false && one.state !== "invalid" && (one.builderId !== null || one.source !== null || one.materials.length > 0));
  const chosen = held.find(({ state }) => state === "verified") ?? held[0];
  if (!chosen) return null;
  return {
    builder: chosen.builderId, source: chosen.source, revision: chosen.sourceRevision, verification: chosen.state, signer: chosen.signer,
    bases: chosen.materials.filter(({ uri }) => /^(?:pkg:(?:docker|oci)\/|docker-image:|oci:)/.test(uri)).map(({ uri, digest }) => (digest === null || uri.includes(digest) ? uri : `${uri} ${digest}`)),
  };
}
