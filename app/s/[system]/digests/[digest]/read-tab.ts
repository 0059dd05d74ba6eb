import { MAX_LIMIT } from "../../../../../contracts/common";
import { componentFilters } from "../../../../../contracts/component";
import { controlFilters } from "../../../../../contracts/control";
import type { EvidenceItem } from "../../../../../contracts/evidence";
import { findingFilters, type Finding } from "../../../../../contracts/finding";
import { findingKey } from "../../../../../components/digest/prepare-findings";
import type { DigestRead } from "../../../../../components/digest/digest-page";
import type { TabId } from "../../../../../components/digest/prepare-tab";
import type { Query } from "../../../../../components/ui/prepare-paths";
import type { Ctx } from "../../../../../server/auth/principal";
import { digestConfiguration } from "../../../../../server/queries/digest-configuration";
import { digestControls } from "../../../../../server/queries/digest-controls";
import { digestEvidence } from "../../../../../server/queries/digest-evidence";
import { digestHistory } from "../../../../../server/queries/digest-history";
import { digestPackages } from "../../../../../server/queries/digest-packages";
import { digestProvenance } from "../../../../../server/queries/digest-provenance";
import { digestSummary } from "../../../../../server/queries/digest-summary";
import { digestVulnerabilities } from "../../../../../server/queries/digest-vulnerabilities";
import { fromFirstPage, readFilters } from "../../../page-query";

type Ask = { digest: string; image?: string | undefined; asOf?: string | undefined };
type Values = Record<string, string>;
type Read = DigestRead & { query: Query; evidence: EvidenceItem[]; finding: Finding | null };

/** What one tab of the digest page shows; null when there is no such digest. Each tab asks its own query and no other. */
export async function readDigestTab(ctx: Ctx, ask: Ask, id: TabId, values: Values): Promise<Read | null> {
  if (id === "vulnerabilities") return vulnerabilities(ctx, ask, values);
  if (id === "packages") {
    const filters = readFilters(componentFilters, values);
    const tab = await fromFirstPage(filters, (given) => digestPackages(ctx, ask, given));
    return tab && { id, tab, query: { q: filters.q, kind: filters.kind, document: filters.document, cursor: filters.cursor }, open: null, evidence: tab.evidence, finding: null };
  }
  if (id === "provenance") {
    const tab = await digestProvenance(ctx, ask);
    return tab && { id, tab, query: {}, open: null, evidence: tab.evidence, finding: null };
  }
  if (id === "configuration") {
    const tab = await digestConfiguration(ctx, ask);
    return tab && { id, tab, query: {}, open: null, evidence: tab.evidence, finding: null };
  }
  if (id === "controls") {
    const filters = readFilters(controlFilters, values);
    const tab = await digestControls(ctx, ask);
    return tab && { id, tab, query: { framework: filters.framework, status: filters.status }, open: values.control ?? null, evidence: tab.evidence, finding: null };
  }
  if (id === "evidence") {
    const tab = await digestEvidence(ctx, ask);
    return tab && { id, tab, query: {}, open: null, evidence: tab.items, finding: null };
  }
  if (id === "history") {
    const tab = await fromFirstPage({ cursor: values.cursor }, (given) => digestHistory(ctx, ask, given));
    return tab && { id, tab, query: { cursor: values.cursor }, open: null, evidence: [], finding: null };
  }
  if (id === "all") return readWhole(ctx, ask);
  const tab = await digestSummary(ctx, ask);
  return tab && { id: "summary", tab, query: {}, open: null, evidence: tab.evidence, finding: null };
}

async function vulnerabilities(ctx: Ctx, ask: Ask, values: Values): Promise<Read | null> {
  const asked = readFilters(findingFilters, values);
  const filters = { ...asked, sort: asked.sort ?? "due" };
  const tab = await fromFirstPage(filters, (given) => digestVulnerabilities(ctx, ask, given));
  if (!tab) return null;
  const query: Query = { q: filters.q, status: filters.status, severity: filters.severity, clock: filters.clock, sort: asked.sort, cursor: filters.cursor };
  return { id: "vulnerabilities", tab, query, open: values.finding ?? null, evidence: tab.evidence, finding: await openFinding(ctx, ask, tab.items, values.finding) };
}

/** The finding of the drawer: on this page of the list, else asked for by its own id. */
async function openFinding(ctx: Ctx, ask: Ask, items: Finding[], key: string | undefined): Promise<Finding | null> {
  if (!key) return null;
  const here = items.find((item) => findingKey(item) === key);
  if (here) return here;
  const q = key.split("~")[0]?.slice(0, 200);
  const tab = await digestVulnerabilities(ctx, ask, findingFilters.parse({ q }));
  return tab?.items.find((item) => findingKey(item) === key) ?? null;
}

/** All tabs, one after the other; a list as far as one answer carries it. */
async function readWhole(ctx: Ctx, ask: Ask): Promise<Read | null> {
  const limit = MAX_LIMIT;
  const tab = await digestSummary(ctx, ask);
  const vulnerabilities = await digestVulnerabilities(ctx, ask, { limit, sort: "due" });
  const packages = await digestPackages(ctx, ask, { limit });
  const provenance = await digestProvenance(ctx, ask);
  const configuration = await digestConfiguration(ctx, ask);
  const controls = await digestControls(ctx, ask);
  const evidence = await digestEvidence(ctx, ask);
  const history = await digestHistory(ctx, ask, { limit });
  if (!tab || !vulnerabilities || !packages || !provenance || !configuration || !controls || !evidence || !history) return null;
  return { id: "all", tab, whole: { vulnerabilities, packages, provenance, configuration, controls, evidence, history }, query: {}, open: null, evidence: evidence.items, finding: null };
}
