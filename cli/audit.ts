import { parseArgs } from "node:util";
import { verifyAudit, type AuditCheck, type ChainBreak } from "../server/queries/verify-audit";
import { withLocal } from "./local";
import { CliError, usageError } from "./usage";

/** `audit verify`: whether the log is what was sealed. */
export async function auditCommand([verb, ...args]: string[]): Promise<string> {
  if (verb !== "verify") throw usageError("audit verify?");
  const { values } = parseArgs({ args, options: { head: { type: "string" } } });
  const kept = values.head?.toLowerCase() ?? null;
  if (kept !== null && !/^[0-9a-f]{64}$/.test(kept)) throw usageError("--head is the hash that an earlier run printed: 64 hexadecimal digits.");
  // The log of all systems is one chain: seen whole by the worker's account alone, which cannot change it.
  return withLocal(async ({ prisma }) => {
    const check = await verifyAudit(prisma, kept);
    const report = [...findings(check, kept), ...tally(check)].join("\n");
    if (check.broken > 0 || (kept !== null && check.keptAt === null)) throw new CliError(report);
    return report;
  }, "worker");
}

function findings({ breaks, broken, keptAt, sealed }: AuditCheck, kept: string | null): string[] {
  const lines = broken === 0 ? ["The audit log is what was sealed: every entry has its hash, and none is missing or out of order."] : [`The audit log was changed in ${broken} ${broken === 1 ? "place" : "places"}.`, ...breaks.map(breakWords)];
  if (broken > breaks.length && breaks.every(({ code }) => code !== "audit/unsealed")) lines.push(`… and ${broken - breaks.length} more.`);
  if (kept === null) return [...lines, "Without --head a log that was cut off at its end, or written anew, cannot be told from a whole one."];
  if (keptAt === null) return [...lines, `[audit/head] The head ${kept} is nowhere in this chain: entries were cut off at its end, or it was written anew.`];
  return [...lines, `The head kept is that of position ${keptAt}; ${sealed - keptAt} ${sealed - keptAt === 1 ? "entry came" : "entries came"} after it.`];
}

function breakWords({ code, position, seq, expected, got }: ChainBreak): string {
  return `[${code}] ${seq === null ? "" : `entry ${seq}`}${position === null ? "" : ` at position ${position}`}: expected ${expected}, got ${got}`;
}

function tally({ sealed, waiting, head, systems }: AuditCheck): string[] {
  return [
    ...systems.map(({ name, entries, newestSeq }) => `  ${name ?? "the installation itself"}: ${entries} ${entries === 1 ? "entry" : "entries"}, the newest ${newestSeq}`).sort(),
    `sealed ${sealed} · waiting for a seal ${waiting}`,
    `head ${head}`,
  ];
}
