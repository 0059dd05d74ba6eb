import type { FrameworkResult } from "../../contracts/digest";
import type { OverviewPage } from "../../contracts/pages";
import { plural } from "../ui/prepare-time";

export interface Sentence {
  lead: string;
  rest: string;
}

/**
 * Are we inside our promises today, and what breaks this week? Lines that were never evaluated or never scanned are
 * named beside the answer: they are not inside the promise, they are unknown. What scans show is all that is claimed.
 */
export function overviewSentence({ current }: OverviewPage): Sentence {
  const known = current.lines - current.unevaluated;
  const inside = Math.max(0, known - current.breachedLines - current.unscanned);
  const rest: string[] = [];
  rest.push(current.breachedLines === 0 ? "none is breached" : `${current.breachedLines} ${current.breachedLines === 1 ? "is" : "are"} breached`);
  rest.push(current.dueWithin7dLines === 0 ? "nothing falls due within 7 days" : `${plural(current.dueWithin7dLines, "line has", "lines have")} something due within 7 days`);
  if (current.unscanned > 0) rest.push(`${current.unscanned} ${current.unscanned === 1 ? "has" : "have"} no scan`);
  if (current.unevaluated > 0) rest.push(`${current.unevaluated} ${current.unevaluated === 1 ? "is" : "are"} not evaluated yet`);
  if (known === 0) return { lead: "Nothing is evaluated yet.", rest: ` ${plural(current.lines, "image line")} ${current.lines === 1 ? "is" : "are"} known and none has a verdict.` };
  return { lead: `${inside} of ${plural(current.lines, "image line")}`, rest: ` ${inside === 1 ? "is" : "are"} inside the patch promises, as far as scans show: ${rest.join(", ")}.` };
}

export interface FreshRow {
  kind: string;
  label: string;
  words: string;
  parts: { count: number; fill: "met" | "gap" | "breach" | "missing" }[];
}

const LABELS: Record<OverviewPage["freshness"][number]["kind"], [name: string, what: string]> = {
  sbom: ["SBOM", "of the current digest"],
  scan: ["Scan", "of the current digest"],
  signature: ["Signature", "on the current digest"],
  provenance: ["Provenance", "of the current digest"],
  vex: ["VEX", "about the current digest"],
};
const ORDER = ["sbom", "scan", "signature", "provenance", "vex"] as const;

/** Per kind of proof: verified, held only, missing, failed, counted over the current digests. */
export function prepareFreshness(page: OverviewPage): FreshRow[] {
  return ORDER.flatMap((kind) => {
    const row = page.freshness.find((item) => item.kind === kind);
    if (!row) return [];
    const total = row.verified + row.present + row.missing + row.failed;
    const words = [`${row.verified} of ${total} verified`];
    if (row.present > 0) words.push(`${row.present} held only`);
    if (row.missing > 0) words.push(`${row.missing} missing`);
    if (row.failed > 0) words.push(`${row.failed} failed`);
    return [{
      kind: LABELS[kind][0],
      label: LABELS[kind][1],
      words: words.join(", "),
      parts: [
        { count: row.verified, fill: "met" as const },
        { count: row.present, fill: "gap" as const },
        { count: row.missing, fill: "missing" as const },
        { count: row.failed, fill: "breach" as const },
      ],
    }];
  });
}

const nameOf = (kind: OverviewPage["freshness"][number]["kind"]): string => (kind === "vex" || kind === "sbom" ? LABELS[kind][0] : LABELS[kind][0].toLowerCase());

/** "3 scans are missing and 2 unverified": the worst kind of proof first. */
export function freshnessSentence(page: OverviewPage): Sentence {
  const failed = page.freshness.reduce((sum, row) => sum + row.failed, 0);
  const missing = page.freshness.toSorted((a, b) => b.missing - a.missing)[0];
  if (failed > 0) return { lead: `${plural(failed, "proof")} failed verification`, rest: missing && missing.missing > 0 ? `, and ${plural(missing.missing, "image line has", "image lines have")} no ${nameOf(missing.kind)}.` : "." };
  if (!missing || missing.missing === 0) return { lead: "Every kind of proof is held", rest: " for the current digest of every image line; held is not verified." };
  const all = missing.verified + missing.present + missing.missing + missing.failed;
  return { lead: `${missing.missing} of ${plural(all, "image line")}`, rest: ` ${missing.missing === 1 ? "has" : "have"} no ${nameOf(missing.kind)} of the current digest.` };
}

/** "7 fail somewhere": controls count as their worst image. */
export function frameworksSentence(frameworks: FrameworkResult[]): Sentence {
  const fail = frameworks.reduce((sum, item) => sum + item.counts.fail, 0);
  const worst = frameworks.toSorted((a, b) => b.counts.fail - a.counts.fail)[0];
  if (frameworks.length === 0) return { lead: "No control was evaluated.", rest: " That is not a pass." };
  if (fail === 0 || !worst) return { lead: "No control fails", rest: " where evidence decides it." };
  if (fail === 1) return { lead: "1 result fails", rest: `, in ${worst.title}.` };
  return { lead: `${plural(fail, "result")} fail`, rest: worst.counts.fail === fail ? `, all of them in ${worst.title}.` : `, most in ${worst.title}.` };
}
