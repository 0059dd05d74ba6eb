import { rows, webStore, type Store } from "../store";

/** Whether the database answers and has been made ready for use (its migrations and first system are there). */
export async function readiness(store: Store = webStore()): Promise<{ ready: boolean; checks: Record<string, string> }> {
  try {
    const [row] = await rows<{ systems: number }>(
      store.prisma,
      `SELECT count(*)::int AS systems FROM "system"`,
    );
    const systems = row?.systems ?? 0;
    return { ready: systems > 0, checks: { database: "ok", systems: systems > 0 ? "ok" : "none yet" } };
  } catch {
    return { ready: false, checks: { database: "does not answer" } };
  }
}
