import type { ShellFrame } from "../../contracts/pages";
import { countText } from "../ui/prepare-time";
import { paths } from "../ui/prepare-paths";

export type SectionName = "overview" | "images" | "sla" | "evidence" | "receipts" | "search" | "compare" | "settings";

export interface NavItem {
  section: SectionName;
  label: string;
  href: string;
  /** Beside the label: how many there are, or what is loud. */
  note: string | null;
}

/** The rail: only places that exist, with the loud number of each. An as-of goes along. */
export function prepareNav(shell: ShellFrame, asOf: string | null = null): NavItem[] {
  const system = shell.system.name;
  const { counts, queue } = shell;
  return [
    { section: "overview", label: "Overview", href: paths.overview(system, { asOf }), note: null },
    { section: "images", label: "Images", href: paths.images(system, { asOf }), note: counts.images > 0 ? countText(counts.images) : null },
    { section: "sla", label: "SLA", href: paths.sla(system, { asOf }), note: counts.breached > 0 ? `${countText(counts.breached)} breached` : null },
    { section: "evidence", label: "Evidence", href: paths.evidence(system, { asOf }), note: counts.evidence > 0 ? countText(counts.evidence) : null },
    { section: "receipts", label: "Receipts", href: paths.receipts(system, { asOf }), note: queue.receipts > 0 ? `${countText(queue.receipts)} waiting` : null },
  ];
}

/** On small screens the box in the head makes room, and search is a place of its own. */
export const searchItem = (system: string, asOf: string | null = null): NavItem => ({ section: "search", label: "Search", href: paths.search(system, { asOf }), note: null });

/** At the foot of the rail: what is set once and seldom looked at. */
export const settingsItem = (system: string): NavItem => ({ section: "settings", label: "Settings", href: paths.trust(system), note: null });

/** What is still being worked on, and what could not be, in a sentence each; null when neither is. */
export function prepareQueue(queue: ShellFrame["queue"]): string | null {
  const parts: string[] = [];
  if (queue.receipts > 0) parts.push(`${countText(queue.receipts)} ${queue.receipts === 1 ? "upload is" : "uploads are"} being read`);
  if (queue.evaluations > 0) parts.push(`${countText(queue.evaluations)} ${queue.evaluations === 1 ? "digest is" : "digests are"} being evaluated`);
  const working = parts.length === 0 ? [] : [`${parts.join(", ")}: counts may still move.`];
  const givenUp = queue.givenUp === 0 ? [] : [`${countText(queue.givenUp)} ${queue.givenUp === 1 ? "digest" : "digests"} could not be evaluated: what is shown of ${queue.givenUp === 1 ? "it" : "them"} may be old.`];
  return [...working, ...givenUp].join(" ") || null;
}
