import { readFileSync } from "node:fs";
import type { Client } from "pg";
import type { StoreRole } from "../server/store";

/** Time of a processor that the database has spent for a role so far, in ms; not a number where there is no /proc. */
export async function databaseMs(owner: Client, role: StoreRole): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE application_name = $1 ORDER BY pid", [`proofmark-${role}`]);
  const ticks = ({ pid }: { pid: number }): number => {
    try {
      const [, after = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
      const fields = after.split(" ");
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return Number.NaN;
    }
  };
  return rows.reduce((sum, row) => sum + ticks(row) * 10, 0);
}

export interface Worked {
  /** Of this process, its threads included. */
  process: number;
  /** Of the worker's connections. */
  database: number;
}

/** What the worker's work costs in ms of a processor, which other programs on the machine change less than the time that passes. */
export async function worked(owner: Client, work: () => Promise<unknown>): Promise<Worked> {
  const [cpu, before] = [process.cpuUsage(), await databaseMs(owner, "worker")];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { process: (user + system) / 1000, database: (await databaseMs(owner, "worker")) - before };
}
