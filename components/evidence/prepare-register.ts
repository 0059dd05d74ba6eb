import type { EvidenceRegister } from "../../contracts/pages";
import { plural } from "../ui/prepare-time";

/** What is held, and what in it does not count. */
export function registerSentence({ total, conflicts, pending }: EvidenceRegister): { lead: string; rest: string } {
  if (total === 0) return { lead: "No evidence is held.", rest: "" };
  const parts: string[] = [];
  if (conflicts > 0) parts.push(`${conflicts} in conflict and never counted`);
  if (pending > 0) parts.push(`${pending} waiting for a manifest that binds ${pending === 1 ? "it" : "them"}`);
  return { lead: `${plural(total, "document")} held`, rest: parts.length === 0 ? ", all bound to a digest." : `, ${parts.join(", ")}.` };
}
