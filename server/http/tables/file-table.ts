import type { EvidenceFile, EvidenceVerdict, EvidenceVerdicts } from "../../../contracts/pages";
import type { SbomReport } from "../../../contracts/quality";
import type { FileTableQuery } from "../../../contracts/table";
import type { Ctx } from "../../auth/principal";
import { evidenceFile } from "../../queries/evidence-file";
import { EVIDENCE_COLUMNS } from "../csv-columns";
import { joined, tableOf, type Table } from "./table";

/** A table of one file of the evidence; null when this system holds no such file. */
export async function fileTable(ctx: Ctx, sha256: string, { table, document }: FileTableQuery): Promise<Table | null> {
  const file = await evidenceFile(ctx, { sha256 }, Infinity);
  if (!file) return null;
  const wanted = (id: string): boolean => document === undefined || id === document;
  if (table === "documents") return tableOf(file.items.filter(({ documentId }) => wanted(documentId)), EVIDENCE_COLUMNS);
  if (table === "checks") return checksTable(file.checks.filter(({ documentId }) => wanted(documentId)));
  if (table === "verdicts") return verdictsTable(file.verdicts.filter(({ documentId }) => wanted(documentId)));
  return tableOf(Object.entries(file.reports).filter(([id]) => wanted(id)).flatMap(([id, report]) => qualityRows(report).map((row) => ({ id, ...row }))), [
    ["document", (row) => row.id], ["fact", (row) => row.fact], ["count", (row) => row.count], ["says", (row) => row.says],
  ]);
}

/** What a bill of materials states, by count, then what it lacks, in words. An empty count: not looked for, or nothing claimed. */
function qualityRows({ quality, gaps }: SbomReport): { fact: string; count: number | null; says: string | null }[] {
  const { graph, os, complete, ...counts } = quality ?? { graph: null, os: null, complete: null };
  const stated = Object.entries({ ...counts, ...graph }).map(([fact, count]) => ({ fact, count, says: null }));
  const words = quality === null ? [] : [{ fact: "os", count: null, says: os && [os.id, os.version].filter(Boolean).join(" ") }, { fact: "complete", count: null, says: complete === null ? null : String(complete) }];
  return [...stated, ...words, ...gaps.map(({ code, count, says }) => ({ fact: code, count, says }))];
}

const checksTable = (checks: EvidenceFile["checks"]): Table =>
  tableOf(checks.flatMap((report) => report.results.map((one) => ({ report, ...one }))), [
    ["path", (row) => row.report.path], ["tool", (row) => row.report.tool], ["check", (row) => row.id], ["title", (row) => row.title], ["result", (row) => row.result],
    ["severity", (row) => row.severity], ["target", (row) => row.target], ["pointer", (row) => row.at],
  ]);

const verdictsTable = (verdicts: readonly EvidenceVerdicts[]): Table =>
  tableOf(verdicts.flatMap((about) => [about.current, ...about.earlier].map((verdict: EvidenceVerdict, index) => ({ about, verdict, inForce: index === 0 }))), [
    ["path", (row) => row.about.path], ["digest", (row) => row.about.digest], ["image", (row) => row.about.image], ["in_force", (row) => row.inForce], ["state", (row) => row.verdict.state],
    ["signer", (row) => row.verdict.signer], ["issuer", (row) => row.verdict.issuer], ["signed_at", (row) => joined(row.verdict.signedAt)], ["rule", (row) => row.verdict.rule],
    ["trust_settings", (row) => row.verdict.policy], ["root", (row) => row.verdict.root], ["judged_at", (row) => row.verdict.at], ["conflict", (row) => row.about.conflict],
  ]);
