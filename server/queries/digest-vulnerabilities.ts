import type { EvidenceItem } from "../../contracts/evidence";
import type { FindingFilters } from "../../contracts/finding";
import type { DigestVulnerabilitiesTab, ScanRow } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { digestCore, digestHeader, type DigestAsk, type DigestCore } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { findingPage } from "./findings";
import { isoOrNull, read } from "./read";
import { asObject, readCounts, textOrNull } from "./stored-json";

/** Findings and the scans they come from: "none found" is another thing than "no scan". */
export function digestVulnerabilities(ctx: Ctx, ask: DigestAsk, filters: Omit<FindingFilters, "image">): Promise<DigestVulnerabilitiesTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    const evidence = await evidenceOfDigest(tx, ctx, core);
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      ...(await findingPage(tx, ctx, core, ask, filters)),
      scans: await scansOf(tx, ctx, core, evidence, ask.asOf),
      evidence,
    };
  });
}

interface StoredScan {
  id: string;
  in_sbom: boolean;
  scanner: string;
  scanner_version: string | null;
  database_updated_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  status: string;
  os: unknown;
  packages_seen: number | null;
  severity_counts: unknown;
}

const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, none: 0, unknown: 0 };

/**
 * The newest scan of each scanner that was recorded by the as-of, by when it ran; one that does not tell is read only
 * where none does. What a bill of materials says of flaws is no run of the scanner and stands beside it.
 */
async function scansOf(tx: Tx, ctx: Ctx, core: DigestCore, evidence: EvidenceItem[], asOf: string | undefined): Promise<ScanRow[]> {
  const found = await rows<StoredScan>(
    tx,
    `SELECT DISTINCT ON (s.scanner, d.kind = 'sbom') s.document_id::text AS id, d.kind = 'sbom' AS in_sbom, s.scanner, s.scanner_version,
       s.database_updated_at, s.started_at, s.finished_at, s.status, s.os, s.packages_seen, s.severity_counts
     FROM binding_current b JOIN scan s ON s.system_id = b.system_id AND s.document_id = b.document_id
     JOIN document d ON d.system_id = s.system_id AND d.id = s.document_id
     WHERE b.system_id = $1::uuid AND b.digest = $2 AND b.state IN ('subject', 'named', 'claimed')
       AND ($3::timestamptz IS NULL OR d.recorded_at <= $3)
     ORDER BY s.scanner, d.kind = 'sbom', coalesce(s.finished_at, s.started_at, d.observed_at) DESC NULLS LAST, d.recorded_at DESC, s.document_id LIMIT 50`,
    ctx.systemId, core.stored.sha256, asOf ?? null,
  );
  return found.map((row) => ({
    documentId: row.id,
    evidence: evidence.find(({ documentId }) => documentId === row.id)?.id ?? null,
    inSbom: row.in_sbom,
    scanner: row.scanner,
    scannerVersion: row.scanner_version,
    databaseUpdatedAt: isoOrNull(row.database_updated_at),
    startedAt: isoOrNull(row.started_at),
    finishedAt: isoOrNull(row.finished_at),
    status: row.status,
    os: osText(row.os),
    packagesSeen: row.packages_seen,
    counts: readCounts(row.severity_counts) ?? NONE,
  }));
}

function osText(os: unknown): string | null {
  const { id, version } = asObject(os);
  if (typeof id !== "string") return null;
  return textOrNull(version) === null ? id : `${id} ${String(version)}`;
}
