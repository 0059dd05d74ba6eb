import type { ControlResultShape } from "../../../contracts/control";
import type { DigestTableQuery } from "../../../contracts/table";
import type { Ctx } from "../../auth/principal";
import { digestConfiguration } from "../../queries/digest-configuration";
import { digestControls } from "../../queries/digest-controls";
import { digestProvenance } from "../../queries/digest-provenance";
import { digestSummary } from "../../queries/digest-summary";
import { CONTROL_COLUMNS } from "../csv-columns";
import { joined, tableOf, type Table } from "./table";

type Made = (ctx: Ctx, digest: string, query: DigestTableQuery) => Promise<Table | null>;

const askOf = (digest: string, { image, asOf }: DigestTableQuery) => ({ digest, image, asOf });

const TABLES: Record<DigestTableQuery["table"], Made> = {
  frameworks: async (ctx, digest, query) => {
    const tab = await digestControls(ctx, askOf(digest, query));
    return tab && tableOf(tab.frameworks, [
      ["framework", (row) => row.id], ["title", (row) => row.title], ["version", (row) => row.version], ["worst", (row) => row.worst],
      ["fail", (row) => row.counts.fail], ["needs_evidence", (row) => row.counts.needs_evidence], ["manual", (row) => row.counts.manual],
      ["pass", (row) => row.counts.pass], ["not_applicable", (row) => row.counts.not_applicable],
    ]);
  },
  because: async (ctx, digest, query) => {
    const tab = await digestControls(ctx, askOf(digest, query), { framework: query.framework });
    return tab && becauseOf(tab.results.filter((one) => query.control === undefined || one.control === query.control));
  },
  configuration: async (ctx, digest, query) => {
    const tab = await digestConfiguration(ctx, askOf(digest, query));
    return tab && tableOf(tab.controls, CONTROL_COLUMNS);
  },
  layers: async (ctx, digest, query) => {
    const tab = await digestConfiguration(ctx, askOf(digest, query));
    return tab && tableOf(tab.layers.map((layer, index) => ({ ...layer, position: index + 1 })), [
      ["position", (row) => row.position], ["digest", (row) => `sha256:${row.sha256.replace(/^sha256:/, "")}`], ["size_bytes", (row) => row.sizeBytes], ["media_type", (row) => row.mediaType],
    ]);
  },
  shape: async (ctx, digest, query) => {
    const tab = await digestSummary(ctx, askOf(digest, query));
    return tab && tableOf(tab.shape?.reasons ?? [], [["observed", (row) => row.fact], ["points_to", (row) => row.points], ["evidence", (row) => joined(row.evidence)]]);
  },
  standard: async (ctx, digest, query) => {
    const tab = await digestSummary(ctx, askOf(digest, query));
    return tab && tableOf(tab.shape?.table ?? [], [
      ["dimension", (row) => row.dimension], ["distroless_typically", (row) => row.distroless], ["hardened_typically", (row) => row.hardened],
      ["this_digest", (row) => row.observed], ["met", (row) => row.met], ["evidence", (row) => joined(row.evidence)],
    ]);
  },
  levels: async (ctx, digest, query) => {
    const tab = await digestProvenance(ctx, askOf(digest, query));
    return tab && tableOf(tab.header.detail.evaluation?.provenance?.level.reasons ?? [], [
      ["level", (row) => row.level], ["looked_for", (row) => row.lookedFor], ["found", (row) => row.found], ["met", (row) => row.met], ["evidence", (row) => joined(row.evidence)],
    ]);
  },
  expectations: async (ctx, digest, query) => {
    const tab = await digestProvenance(ctx, askOf(digest, query));
    return tab && tableOf(tab.header.detail.evaluation?.provenance?.expectations.points ?? [], [
      ["what", (row) => row.what], ["expected", (row) => row.expected], ["got", (row) => row.got], ["state", (row) => row.state], ["because", (row) => row.because], ["evidence", (row) => joined(row.evidence)],
    ]);
  },
};

const becauseOf = (results: readonly ControlResultShape[]): Table =>
  tableOf(results.flatMap((result) => result.because.map((reason) => ({ ...reason, result }))), [
    ["framework", (row) => row.result.framework], ["control", (row) => row.result.control], ["result", (row) => row.result.outcome],
    ["looked_for", (row) => row.lookedFor], ["found", (row) => row.found], ["so", (row) => row.so], ["evidence", (row) => joined(row.evidence)],
  ]);

/** A table of a digest's tabs under its line and as-of; null when there is no such digest. */
export const digestTable = (ctx: Ctx, digest: string, query: DigestTableQuery): Promise<Table | null> => TABLES[query.table](ctx, digest, query);
