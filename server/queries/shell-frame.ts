import type { ShellFrame } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { permittedSystems } from "../auth/require-permission";
import { rows } from "../store";
import { iso, isoOrNull, read } from "./read";

interface FrameRow {
  images: number;
  breached: number;
  evidence: number;
  receipts: number;
  oldest: Date | null;
  evaluations: number;
  given_up: number;
}

const SQL = `SELECT
  (SELECT count(*)::int FROM image WHERE system_id = $1::uuid) AS images,
  (SELECT count(*)::int FROM patch_sla WHERE system_id = $1::uuid AND stopped_at IS NULL AND due_at <= $2::timestamptz
     AND state NOT IN ('met', 'met-late', 'stopped', 'excepted')) AS breached,
  (SELECT count(*)::int FROM submission WHERE system_id = $1::uuid) AS evidence,
  (SELECT count(*)::int FROM receipt WHERE system_id = $1::uuid AND state IN ('stored', 'processing')) AS receipts,
  (SELECT min(recorded_at) FROM receipt WHERE system_id = $1::uuid AND state IN ('stored', 'processing')) AS oldest,
  (SELECT count(*)::int FROM digest WHERE system_id = $1::uuid AND facts_revision > evaluated_revision
     AND kind NOT IN ('artifact', 'config') AND problem IS NULL) AS evaluations,
  (SELECT count(*)::int FROM digest WHERE system_id = $1::uuid AND problem IS NOT NULL) AS given_up`;

/** What the frame around every page shows. */
export async function shellFrame(ctx: Ctx): Promise<ShellFrame> {
  const systems = ctx.systems ?? (await permittedSystems(ctx.principal, "read", ctx.store)).map(({ system }) => system);
  return read(ctx, async (tx, now) => {
    const [row] = await rows<FrameRow>(tx, SQL, ctx.systemId, iso(now));
    const { name, title, sample } = ctx.system;
    const person = ctx.principal.kind === "user" ? { name: ctx.principal.name, email: ctx.principal.email } : { name: ctx.actor.name, email: "" };
    return {
      system: { name, title, sample },
      systems: systems.map((system) => ({ name: system.name, title: system.title })),
      person: { ...person, role: ctx.role },
      now: iso(now),
      counts: { images: row?.images ?? 0, breached: row?.breached ?? 0, evidence: row?.evidence ?? 0 },
      queue: { receipts: row?.receipts ?? 0, oldestRecordedAt: isoOrNull(row?.oldest), evaluations: row?.evaluations ?? 0, givenUp: row?.given_up ?? 0 },
    };
  });
}
