import { matchProducts, type NamedProduct, type VexScope } from "../../../domain/matching/match-products";
import { knownPurl } from "../../../domain/model/purl";
import type { ComponentFact, DetectionFact, ProvenanceFacts, Severity, StatementFacts, VexStatementFact, VexStatus } from "../../../domain/model/document";
import type { AttestationRecord, ScanRecord, SbomRecord, SeverityCounts, VexRecord } from "../../../domain/model/evaluation";
import { followLinks, type FollowedProduct, type LinkedSbom } from "../../../domain/matching/follow-bom-links";
import { rows, type Tx } from "../../store";
import { ISO } from "./base";
import { verificationOf, type BoundDocument } from "./evidence";
import { loadLinkedSboms } from "./linked-sboms";

interface SbomRow {
  document_id: string;
  format: string;
  component_count: number;
  without_purl: number;
  without_version: number;
  without_licence: number;
  os: SbomRecord["os"];
  complete: boolean | null;
}

interface ComponentRow extends Omit<ComponentFact, "purlText" | "purl"> {
  document_id: string;
  purl_text: string | null;
  purl: string | null;
}

type ByDocument = ReadonlyMap<string, { evidence: string; document: BoundDocument }>;

/** Bills of materials; components of the one that evaluation will read first, since only that one is opened. */
export async function loadSboms(tx: Tx, systemId: string, bound: ByDocument, preferred: (rows: SbomRecord[]) => string | null): Promise<SbomRecord[]> {
  const found = await rows<SbomRow>(
    tx,
    `SELECT document_id, format, component_count, without_purl, without_version, without_licence, os, complete FROM sbom
     WHERE system_id = $1::uuid AND document_id IN (SELECT json_array_elements_text($2::json)::uuid) ORDER BY document_id`,
    systemId, JSON.stringify([...bound.keys()]),
  );
  const records = found.flatMap((row): SbomRecord[] => {
    const at = bound.get(row.document_id);
    if (!at) return [];
    return [{
      evidence: at.evidence, format: row.format, tool: at.document.tool?.name ?? null, observedAt: at.document.observed_at,
      componentCount: row.component_count, withoutPurl: row.without_purl, withoutVersion: row.without_version,
      withoutLicence: row.without_licence, os: row.os, complete: row.complete, components: [],
    }];
  });
  const chosen = preferred(records);
  const documentId = [...bound].find(([, one]) => one.evidence === chosen)?.[0] ?? null;
  const components = await loadComponents(tx, systemId, documentId);
  return records.map((record) => (record.evidence === chosen ? { ...record, components } : record));
}

async function loadComponents(tx: Tx, systemId: string, documentId: string | null): Promise<ComponentFact[]> {
  const found = await rows<ComponentRow>(
    tx,
    `SELECT c.ref, c.purl_text, p.purl, c.cpe, p.type, p.namespace, p.name, p.version, c.supplier, c.licences, c.layer, c.paths, c.at
     FROM component c JOIN package p ON p.id = c.package_id
     WHERE c.system_id = $1::uuid AND c.document_id = $2::uuid ORDER BY c.ordinal`,
    systemId, documentId,
  );
  return found.map(({ purl_text, ...row }) => {
    const parsed = purl_text === null ? null : knownPurl(purl_text);
    return { ...row, purl: parsed?.purl ?? row.purl, purlText: purl_text };
  });
}

interface ScanRow {
  document_id: string;
  scanner: string;
  scanner_version: string | null;
  database_updated_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  status: ScanRecord["status"];
  os: ScanRecord["os"];
  packages_seen: number | null;
  severity_counts: SeverityCounts;
  secrets: number | null;
  misconfigurations: ScanRecord["misconfigurations"];
}

export async function loadScans(tx: Tx, systemId: string, bound: ByDocument): Promise<ScanRecord[]> {
  const found = await rows<ScanRow>(
    tx,
    `SELECT document_id, scanner, scanner_version, ${ISO("database_updated_at")} AS database_updated_at, ${ISO("started_at")} AS started_at,
       ${ISO("finished_at")} AS finished_at, status, os, packages_seen, severity_counts, misconfigurations,
       CASE WHEN jsonb_typeof(secrets) = 'array' THEN jsonb_array_length(secrets) END AS secrets
     FROM scan WHERE system_id = $1::uuid AND document_id IN (SELECT json_array_elements_text($2::json)::uuid) ORDER BY document_id`,
    systemId, JSON.stringify([...bound.keys()]),
  );
  return found.flatMap((row): ScanRecord[] => {
    const at = bound.get(row.document_id);
    if (!at) return [];
    return [{
      evidence: at.evidence,
      scanner: [row.scanner, row.scanner_version].filter((part) => part !== null).join(" "),
      databaseUpdatedAt: row.database_updated_at, startedAt: row.started_at, finishedAt: row.finished_at, status: row.status,
      os: row.os, packagesSeen: row.packages_seen, counts: row.severity_counts, secrets: row.secrets,
      misconfigurations: row.misconfigurations?.map(({ id, status, severity, title }) => ({ id, status, severity, title })) ?? null,
    }];
  });
}

export interface DetectionRow {
  document_id: string;
  detection: DetectionFact;
}

interface RawDetection {
  document_id: string;
  vulnerability: string;
  purl: string | null;
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  severity: Severity;
  severity_word: string | null;
  severity_source: string | null;
  cvss: DetectionFact["cvss"];
  aliases: string[];
  fixed_versions: string[];
  fix_state: string | null;
  published_at: string | null;
  title: string | null;
  url: string | null;
  at: string;
}

/** Every row of every scan of the digest. */
export async function loadDetections(tx: Tx, systemId: string, documents: readonly string[]): Promise<DetectionRow[]> {
  const found = await rows<RawDetection>(
    tx,
    `SELECT d.document_id, v.name AS vulnerability, p.purl, p.type, p.namespace, p.name, p.version, d.severity, d.severity_word,
       d.severity_source, d.cvss, d.aliases, d.fixed_versions, d.fix_state, ${ISO("d.published_at")} AS published_at, d.title, d.url, d.at
     FROM detection d JOIN vulnerability v ON v.id = d.vulnerability_id JOIN package p ON p.id = d.package_id
     WHERE d.system_id = $1::uuid AND d.document_id IN (SELECT json_array_elements_text($2::json)::uuid) ORDER BY d.document_id, d.ordinal`,
    systemId, JSON.stringify(documents),
  );
  return found.map((row) => ({
    document_id: row.document_id,
    detection: {
      vulnerability: row.vulnerability, aliases: row.aliases,
      package: { purl: row.purl, type: row.type, namespace: row.namespace, name: row.name, version: row.version },
      fixedVersions: row.fixed_versions, fixState: row.fix_state, severity: row.severity, severityWord: row.severity_word,
      severitySource: row.severity_source, cvss: row.cvss, publishedAt: row.published_at, title: row.title, url: row.url, at: row.at,
    },
  }));
}

interface VexRow {
  document_id: string;
  vulnerability: string;
  aliases: string[];
  status: VexStatus;
  justification: string | null;
  impact: string | null;
  action: string | null;
  author: string | null;
  products: VexStatementFact["products"];
  observed_at: string | null;
}

export async function loadVex(tx: Tx, systemId: string, bound: ByDocument, scope: VexScope): Promise<VexRecord[]> {
  const found = await rows<VexRow>(
    tx,
    `SELECT document_id, vulnerability, aliases, status, justification, impact, action, author, products, ${ISO("observed_at")} AS observed_at
     FROM vex_statement WHERE system_id = $1::uuid AND document_id IN (SELECT json_array_elements_text($2::json)::uuid) ORDER BY document_id, ordinal`,
    systemId, JSON.stringify([...bound.keys()]),
  );
  const sboms = await loadLinkedSboms(tx, systemId, bound, found.flatMap((row) => row.products));
  return found.flatMap(({ products, document_id, observed_at, ...row }): VexRecord[] => {
    const at = bound.get(document_id);
    if (!at) return [];
    const { document } = at;
    const record = { ...row, evidence: at.evidence, observedAt: observed_at ?? document.observed_at, recordedAt: document.received_at, verification: verificationOf(document) };
    return matchesOf(products, document.digest, scope, sboms).map((match) => ({ ...record, ...match }));
  });
}

type Match = Pick<VexRecord, "productMatch" | "packageKeys" | "packageVersions" | "through" | "openLinks">;

/**
 * What a statement speaks of here, by itself and through bills of materials its BOM-Links point into: one match for
 * each way, so that each can be judged by what it rests on. Without any, one that says what is missing.
 */
function matchesOf(products: VexStatementFact["products"], boundTo: string, scope: VexScope, sboms: readonly LinkedSbom[]): Match[] {
  const { direct, through, open } = followLinks(products, sboms);
  const matches: Match[] = [
    ...(direct.length > 0 || products.length === 0 ? [matchProducts(direct, boundTo, scope)] : []),
    ...[...through].map(([evidence, linked]) => ({ ...matchProducts(linked.map(asProduct), boundTo, scope), through: evidence })),
  ];
  const matched = matches.filter((match) => match.productMatch !== "unmatched");
  if (matched.length > 0) return matched;
  return [{ productMatch: "unmatched", packageKeys: [], ...(open.length > 0 ? { openLinks: open.toSorted() } : {}) }];
}

function asProduct({ id, sha256, key, range }: FollowedProduct): NamedProduct {
  return { id, purl: null, sha256, key, range, subcomponents: [] };
}

interface AttestationRow {
  document_id: string;
  predicate_type: string;
  subjects: StatementFacts["subjects"];
  signature_count: number;
  provenance: ProvenanceFacts | null;
}

export async function loadAttestations(tx: Tx, systemId: string, bound: ByDocument, about: readonly string[]): Promise<AttestationRecord[]> {
  const found = await rows<AttestationRow>(
    tx,
    `SELECT document_id, predicate_type, subjects, signature_count, provenance FROM attestation
     WHERE system_id = $1::uuid AND document_id IN (SELECT json_array_elements_text($2::json)::uuid) ORDER BY document_id`,
    systemId, JSON.stringify([...bound.keys()]),
  );
  const records = found.flatMap(({ provenance, ...row }): AttestationRecord[] => {
    const at = bound.get(row.document_id);
    if (!at) return [];
    const subjects = row.subjects.map((one) => one.digest["sha256"]).filter((sha256) => sha256 !== undefined);
    return [{
      evidence: at.evidence, predicateType: row.predicate_type, title: at.document.summary, state: verificationOf(at.document),
      signer: at.document.verification?.signer ?? null, issuer: at.document.verification?.issuer ?? null, signatures: row.signature_count,
      subjectMatches: subjects.length === 0 ? null : subjects.some((sha256) => about.includes(sha256)),
      builderId: provenance?.builderId ?? null, source: provenance?.source?.uri ?? null,
      sourceRevision: revisionOf(provenance), materials: (provenance?.materials ?? []).map(({ uri, digest }) => ({ uri, digest: firstDigest(digest) })),
      buildStartedAt: provenance?.startedAt ?? null, buildFinishedAt: provenance?.finishedAt ?? null,
      ...(provenance === null ? {} : { buildType: provenance.buildType, provenance: wholeProvenance(provenance) }),
      ...verdictOf(at.document),
    }];
  });
  return [...records, ...[...bound.values()].filter(({ document }) => document.kind === "signature").map(signatureRecord)];
}

/** What documents read before provenance was read in full do not say. */
const NOT_READ: Omit<ProvenanceFacts, "predicateType" | "builderId" | "buildType" | "source" | "materials" | "invocationId" | "startedAt" | "finishedAt"> = {
  builderVersion: {}, sourceRepository: null, sourceRef: null, sourceCommit: null, entryPoint: null, parameters: [], parametersLeftOut: 0, images: [],
  claims: { parametersComplete: null, environmentComplete: null, materialsComplete: null, reproducible: null, hermetic: null },
};

export const wholeProvenance = (stored: ProvenanceFacts): ProvenanceFacts => ({ ...NOT_READ, ...stored });

/** A signature payload names one digest and says nothing else: what it is bound to is what it is about. */
function signatureRecord({ evidence, document }: { evidence: string; document: BoundDocument }): AttestationRecord {
  return {
    evidence, predicateType: "cosign container image signature", title: document.summary, state: verificationOf({ ...document, signatures: Math.max(1, document.signatures) }),
    signer: document.verification?.signer ?? null, issuer: document.verification?.issuer ?? null, signatures: 1,
    subjectMatches: document.binding === "named" || document.binding === "subject", builderId: null, source: null, sourceRevision: null, materials: [],
    buildStartedAt: null, buildFinishedAt: null, ...verdictOf(document),
  };
}

function verdictOf({ verification }: BoundDocument): Pick<AttestationRecord, "checks" | "signedAt" | "log" | "policy" | "rule" | "root" | "verifiedAt"> {
  return {
    checks: verification?.checks ?? [], signedAt: verification?.signedAt ?? [], log: verification?.log ?? [], policy: verification?.policy ?? null,
    rule: verification?.rule ?? null, root: verification?.root ?? null, verifiedAt: verification?.at ?? null,
  };
}

function revisionOf(provenance: ProvenanceFacts | null): string | null {
  if (provenance?.sourceCommit) return provenance.sourceCommit;
  const digest = provenance?.source?.digest ?? {};
  return digest["sha1"] ?? digest["gitCommit"] ?? digest["sha256"] ?? null;
}

function firstDigest(digest: Record<string, string>): string | null {
  const [name] = Object.keys(digest).sort();
  return name === undefined ? null : `${name}:${digest[name] ?? ""}`;
}
