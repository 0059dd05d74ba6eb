import type { Page } from "../../contracts/common";
import type { Finding, FindingFilters } from "../../contracts/finding";
import type { FindingResult } from "../../domain/model/evaluation";
import type { Ctx } from "../auth/principal";
import { contentId, rows, type Tx } from "../store";
import { decodeCursor, encodeCursor, offsetOf, pageFrom } from "./cursor";
import { asOfOf, digestCore, type DigestAsk, type DigestCore } from "./digest-core";
import { toFinding } from "./finding-rows";
import type { KeptFinding } from "./kept-findings";
import { containing, iso, read } from "./read";

interface StoredFinding {
  package_id: string;
  severity_rank: number;
  vulnerability: string;
  detail: KeptFinding;
}

type Filters = Omit<FindingFilters, "image">;

/** Findings of a digest in a line, most severe first; null when there is no such digest. */
export function findingList(ctx: Ctx, ask: DigestAsk, filters: Filters): Promise<Page<Finding> | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    return core ? findingPage(tx, ctx, core, ask, filters) : null;
  });
}

/** Now from the rebuildable table; in the past from the evaluation made of what was known then. */
export function findingPage(tx: Tx, ctx: Ctx, core: DigestCore, ask: DigestAsk, filters: Filters): Promise<Page<Finding>> {
  return ask.asOf === undefined ? currentPage(tx, ctx, core, filters) : Promise.resolve(pastPage(core, filters));
}

const NEVER = "9999-12-31T00:00:00.000Z";
/** The deadline that still runs; everything else stands behind all deadlines. */
const RUNNING = `CASE WHEN f.status IN ('open', 'under_investigation') AND f.clock_state IN ('within', 'due-soon', 'breached', 'exception-expired')
  THEN coalesce(f.due_at, '${NEVER}'::timestamptz) ELSE '${NEVER}'::timestamptz END`;

const FILTER = `f.system_id = $1::uuid AND f.digest = $2 AND f.image_id = $3::uuid
       AND ($4::text IS NULL OR f.vulnerability ILIKE $4 OR f.package_name ILIKE $4 OR f.detail->>'aliases' ILIKE $4)
       AND ($5::text IS NULL OR f.severity = $5) AND ($6::text IS NULL OR f.status = $6) AND ($7::text IS NULL OR f.clock_state = $7)`;

const filterOf = (core: DigestCore, { q, severity, status, clock }: Filters) =>
  [core.stored.sha256, core.lineId, containing(q), severity ?? null, status ?? null, clock ?? null] as const;

function currentPage(tx: Tx, ctx: Ctx, core: DigestCore, filters: Filters): Promise<Page<Finding>> {
  return filters.sort === "due" ? byDeadline(tx, ctx, core, filters) : bySeverity(tx, ctx, core, filters);
}

async function byDeadline(tx: Tx, ctx: Ctx, core: DigestCore, filters: Filters): Promise<Page<Finding>> {
  const [due, rank, vulnerability, packageId] = decodeCursor("findings-due", filters.cursor, ["instant", "whole", "text", "uuid"]) ?? [null, null, null, null];
  const found = await rows<StoredFinding & { running: Date }>(
    tx,
    `SELECT f.package_id::text AS package_id, f.severity_rank, f.vulnerability, f.detail, ${RUNNING} AS running FROM finding f
     WHERE ${FILTER} AND ($8::timestamptz IS NULL OR (${RUNNING}, f.severity_rank, f.vulnerability COLLATE "C", f.package_id) > ($8, $9::int, $10, $11::uuid))
     ORDER BY running, f.severity_rank, f.vulnerability COLLATE "C", f.package_id LIMIT $12::int`,
    ctx.systemId, ...filterOf(core, filters), due ?? null, rank ?? null, vulnerability ?? null, packageId ?? null, filters.limit + 1,
  );
  return pageFrom(
    found, filters.limit,
    (row) => toFinding(row.detail, row.package_id, asOfOf(core)),
    (row) => encodeCursor("findings-due", [iso(row.running), row.severity_rank, row.vulnerability, row.package_id]),
  );
}

async function bySeverity(tx: Tx, ctx: Ctx, core: DigestCore, filters: Filters): Promise<Page<Finding>> {
  const [rank, vulnerability, packageId] = decodeCursor("findings", filters.cursor, ["whole", "text", "uuid"]) ?? [null, null, null];
  const found = await rows<StoredFinding>(
    tx,
    `SELECT f.package_id::text AS package_id, f.severity_rank, f.vulnerability, f.detail FROM finding f
     WHERE ${FILTER}
       AND ($8::int IS NULL OR (f.severity_rank, f.vulnerability COLLATE "C", f.package_id) > ($8, $9, $10::uuid))
     ORDER BY f.severity_rank, f.vulnerability COLLATE "C", f.package_id LIMIT $11::int`,
    ctx.systemId, ...filterOf(core, filters), rank ?? null, vulnerability ?? null, packageId ?? null, filters.limit + 1,
  );
  return pageFrom(
    found, filters.limit,
    (row) => toFinding(row.detail, row.package_id, asOfOf(core)),
    (row) => encodeCursor("findings", [row.severity_rank, row.vulnerability, row.package_id]),
  );
}

function pastPage(core: DigestCore, filters: Filters): Page<Finding> {
  const from = offsetOf("findings-then", filters.cursor);
  const text = filters.q?.toLowerCase();
  const kept = (core.past?.findings ?? []).filter(
    (one) =>
      (!text || `${one.vulnerability} ${one.aliases.join(" ")} ${one.package.name}`.toLowerCase().includes(text)) &&
      (!filters.severity || one.severity === filters.severity) &&
      (!filters.status || one.status === filters.status) &&
      (!filters.clock || one.clock.state === filters.clock),
  );
  const ordered = filters.sort === "due" ? kept.toSorted((a, b) => running(a).localeCompare(running(b))) : kept;
  const shown = ordered.slice(from, from + filters.limit + 1);
  return pageFrom(shown, filters.limit, (one) => toFinding(one, contentId("past", one.packageKey), asOfOf(core)), () => encodeCursor("findings-then", [from + filters.limit]));
}

/** As `RUNNING` in the table. */
function running({ status, clock }: FindingResult): string {
  const runs = (status === "open" || status === "under_investigation") && ["within", "due-soon", "breached", "exception-expired"].includes(clock.state);
  return (runs && clock.dueAt) || NEVER;
}
