import type { SlaPage } from "../../contracts/pages";
import { plural } from "../ui/prepare-time";

/** What is late and what comes next, in one sentence. */
export function slaSentence({ ladder, owners }: SlaPage): { lead: string; rest: string } {
  const week = ladder.within24h + ladder.within7d;
  const running = ladder.breached + week + ladder.later;
  if (running + ladder.accepted + ladder.noClock === 0) return { lead: "No clock is running.", rest: " Clocks start with the first scan that finds something." };
  const lead = ladder.breached === 0 ? "No clock is breached" : `${plural(ladder.breached, "clock")} ${ladder.breached === 1 ? "is" : "are"} breached`;
  const parts = [week === 0 ? "nothing falls due within 7 days" : `${week} ${week === 1 ? "falls" : "fall"} due within 7 days`];
  if (ladder.within24h > 0) parts.push(`${ladder.within24h} of them before tomorrow at this time`);
  const unowned = owners.find((owner) => owner.team === null)?.open ?? 0;
  if (unowned > 0) parts.push(`${plural(unowned, "open clock has", "open clocks have")} no owner`);
  return { lead, rest: `, ${parts.join(", ")}.` };
}

/** The promise in words: preset and days per severity, as the policy states them. */
export function promiseText(policy: SlaPage["policy"]): string {
  if (!policy) return "No policy with promises is in force, so no clock has a due day.";
  const rows = policy.rows.filter((row) => row.days !== null).map((row) => `${row.severity} ${plural(row.days ?? 0, "day")}`);
  if (rows.length < policy.rows.length) rows.push("no promise for other severities");
  return `Policy ${policy.id} v${policy.version}, preset ${policy.preset}: ${rows.join(", ")}, from first seen on the image line. A rebuild with the same flaw restarts nothing.`;
}
