import { imageFilters } from "../contracts/image";
import type { Ctx } from "../server/auth/principal";
import { slaColumn } from "../server/queries/clocks";
import { evidenceRegister } from "../server/queries/evidence-register";
import { imagePage } from "../server/queries/image-page";
import { imagesPage } from "../server/queries/images-page";
import { overviewPage } from "../server/queries/overview-page";
import { receiptsPage } from "../server/queries/receipts-page";
import { shellFrame } from "../server/queries/shell-frame";
import { slaPage } from "../server/queries/sla-page";
import { NOW } from "./lists-data";

export interface ListPage {
  what: string;
  /** Counts the rows the page has to look at; `$1` is the system. */
  floor: string;
  page: () => Promise<unknown>;
}

const CURRENT = `(SELECT count(d.rollup) FROM image_tag t JOIN digest d ON d.system_id = t.system_id AND d.sha256 = t.digest WHERE t.system_id = $1 AND t.tag = 'v' AND t.to_at IS NULL)`;
const CLOCKS = "(SELECT count(due_at) FROM patch_sla WHERE system_id = $1)";
const count = (table: string, and = ""): string => `(SELECT count(*) FROM ${table} WHERE system_id = $1 ${and})`;
const LINE = "registry.example/team-17/service-777";

/** The pages of lists as they are opened, and narrowed. */
export function pages(ctx: Ctx): ListPage[] {
  const images = (given: Record<string, unknown>) => () => imagesPage(ctx, imageFilters.parse({ limit: 50, ...given }));
  const ofLine = `AND image_id = (SELECT id FROM image WHERE name = '${LINE}')`;
  return [
    { what: "frame of every page", floor: `SELECT ${count("image")}, ${count("submission")}, ${count("patch_sla", `AND stopped_at IS NULL AND due_at <= '${NOW}'`)}`, page: () => shellFrame(ctx) },
    { what: "overview", floor: `SELECT ${CURRENT}, ${CLOCKS}`, page: () => overviewPage(ctx) },
    { what: "images as they are opened", floor: `SELECT ${CURRENT}`, page: images({ sort: "state" }) },
    { what: "images by name", floor: `SELECT ${CURRENT}`, page: images({ sort: "name" }) },
    { what: "images of a team that fail", floor: `SELECT ${CURRENT}`, page: images({ sort: "state", owner: "team-738", status: "fail" }) },
    { what: "images by a part of the name", floor: `SELECT ${CURRENT}`, page: images({ sort: "open", q: "service-7" }) },
    { what: "one image line", floor: `SELECT (SELECT count(d.rollup) FROM image_digest x JOIN digest d ON d.system_id = x.system_id AND d.sha256 = x.digest WHERE x.system_id = $1 ${ofLine}), ${count("patch_sla", ofLine)}`, page: () => imagePage(ctx, { image: LINE }) },
    { what: "SLA board", floor: `SELECT ${CLOCKS}`, page: () => slaPage(ctx) },
    { what: "SLA board of a team", floor: `SELECT ${CLOCKS}`, page: () => slaPage(ctx, { owner: "team-738" }) },
    { what: "SLA table, past their deadline", floor: `SELECT ${CLOCKS}`, page: () => slaColumn(ctx, { due: "breached", limit: 50 }) },
    { what: "SLA table, later", floor: `SELECT ${CLOCKS}`, page: () => slaColumn(ctx, { due: "later", limit: 50 }) },
    { what: "evidence register", floor: `SELECT ${count("document")}, ${count("binding_current")}`, page: () => evidenceRegister(ctx, { limit: 50 }) },
    { what: "evidence register, one kind", floor: `SELECT ${count("document")}, ${count("binding_current")}`, page: () => evidenceRegister(ctx, { limit: 50, kind: "vuln_scan" }) },
    { what: "receipts", floor: `SELECT ${count("receipt")}`, page: () => receiptsPage(ctx, { limit: 50 }) },
  ];
}
