import type { DigestRow } from "../../../contracts/digest";
import type { ImageTableQuery, SystemTableQuery } from "../../../contracts/table";
import type { Ctx } from "../../auth/principal";
import { imageByName } from "../../queries/image-page";
import { latestEvents } from "../../queries/digest-history";
import { overviewPage } from "../../queries/overview-page";
import { slaPage } from "../../queries/sla-page";
import { joined, tableOf, type Table } from "./table";

/** Rows of one line that are taken away at most: a line with more is read by its tags and builds. */
const MOST_ROWS = 10_000;

const platformOf = ({ platform }: DigestRow): string | null => platform && [platform.os, platform.architecture, platform.variant].filter(Boolean).join("/");

/** A table of one image line; null when the line is unknown. */
export async function imageTable(ctx: Ctx, image: string, { table }: ImageTableQuery): Promise<Table | null> {
  const line = await imageByName(ctx, { image, most: MOST_ROWS });
  if (!line) return null;
  if (table === "tags") return tableOf(line.tags, [["tag", (row) => row.tag], ["digest", (row) => row.digest], ["from", (row) => row.from], ["to", (row) => row.to]]);
  return tableOf(line.digests, [
    ["digest", (row) => row.digest], ["kind", (row) => row.kind], ["platform", platformOf], ["tags", (row) => joined(row.tags)], ["first_recorded_at", (row) => row.firstSeenAt],
    ["verdict", (row) => row.verdict?.result ?? "unevaluated"], ["breached", (row) => row.ladder?.breached], ["critical_open", (row) => row.open?.critical], ["high_open", (row) => row.open?.high],
    ["shape", (row) => row.shape?.kind], ["seals_verified", (row) => row.seals.filter(({ state }) => state === "verified").length], ["seals", (row) => row.seals.length],
  ]);
}

/** A table of the whole system. */
export async function systemTable(ctx: Ctx, query: SystemTableQuery): Promise<Table> {
  if (query.table === "owners") {
    return tableOf((await slaPage(ctx, { q: query.q, severity: query.severity, owner: query.owner, image: query.image })).owners, [["owner_team", (row) => row.team], ["open", (row) => row.open], ["breached", (row) => row.breached], ["within_7_days", (row) => row.within7d]]);
  }
  if (query.table === "events") {
    return tableOf(await latestEvents(ctx, MOST_ROWS), [["event", (row) => row.seq], ["at", (row) => row.at], ["who", (row) => row.actor], ["action", (row) => row.action], ["object", (row) => row.object], ["digest", (row) => row.digest], ["sealed", (row) => row.sealed]]);
  }
  return tableOf((await overviewPage(ctx)).frameworks, [
    ["framework", (row) => row.id], ["title", (row) => row.title], ["version", (row) => row.version], ["image_lines", (row) => row.lines], ["fail", (row) => row.counts.fail],
    ["needs_evidence", (row) => row.counts.needs_evidence], ["manual", (row) => row.counts.manual], ["pass", (row) => row.counts.pass], ["not_applicable", (row) => row.counts.not_applicable],
  ]);
}
