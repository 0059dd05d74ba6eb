import type {
  DigestConfigurationTab,
  DigestControlsTab,
  DigestEvidenceTab,
  DigestHeader,
  DigestHistoryTab,
  DigestPackagesTab,
  DigestProvenanceTab,
  DigestSummaryTab,
  DigestVulnerabilitiesTab,
} from "../../contracts/pages";
import type { Query } from "../ui/prepare-paths";
import { ConfigurationTab } from "./configuration-tab";
import { ControlsTab } from "./controls-tab";
import { DigestHead } from "./digest-head";
import { beforeRecorded, NotYetRecorded } from "./not-yet-recorded";
import { EvidenceTab } from "./evidence-tab";
import { HistoryTab } from "./history-tab";
import { PackagesTab } from "./packages-tab";
import type { Place } from "./place";
import { prepareSeals } from "./prepare-seals";
import { prepareVerdict } from "./prepare-verdict";
import { Seals } from "./seals";
import { ProvenanceTab } from "./provenance-tab";
import { SummaryTab } from "./summary-tab";
import { DigestTabs } from "./tabs";
import { Verdict } from "./verdict";
import { VulnerabilitiesTab } from "./vulnerabilities-tab";
import { WholePage, type WholeDigest } from "./whole-page";

/** What a tab shows, with the filters and the opened row of its address. */
export type DigestRead = (
  | { id: "summary"; tab: DigestSummaryTab }
  | { id: "vulnerabilities"; tab: DigestVulnerabilitiesTab }
  | { id: "packages"; tab: DigestPackagesTab }
  | { id: "provenance"; tab: DigestProvenanceTab }
  | { id: "configuration"; tab: DigestConfigurationTab }
  | { id: "controls"; tab: DigestControlsTab }
  | { id: "evidence"; tab: DigestEvidenceTab }
  | { id: "history"; tab: DigestHistoryTab }
  | { id: "all"; tab: DigestSummaryTab; whole: WholeDigest }
) & { query: Query; open: string | null };

/** The audit packet as a page: head on every tab; verdict and seals on the summary. */
export function DigestPage({ read, header, place }: { read: DigestRead; header: DigestHeader; place: Place }) {
  if (beforeRecorded(header)) return <NotYetRecorded header={header} />;
  return (
    <>
      <DigestHead header={header} place={place} compact={!leads(read.id)} />
      {leads(read.id) && (
        <>
          <Verdict view={prepareVerdict(header)} place={place} />
          <Seals seals={prepareSeals(header.detail.evaluation?.seals ?? [], place.evidence.map((item) => item.kind))} place={place} />
        </>
      )}
      <DigestTabs header={header} place={place} current={read.id} />
      <Tab read={read} place={place} />
    </>
  );
}

/** Where facts, verdict and seals stand above the tabs. */
const leads = (id: DigestRead["id"]): boolean => id === "summary" || id === "all";

function Tab({ read, place }: { read: DigestRead; place: Place }) {
  if (read.id === "vulnerabilities") return <VulnerabilitiesTab tab={read.tab} place={place} query={read.query} open={read.open} />;
  if (read.id === "packages") return <PackagesTab tab={read.tab} place={place} query={read.query} />;
  if (read.id === "provenance") return <ProvenanceTab tab={read.tab} place={place} />;
  if (read.id === "configuration") return <ConfigurationTab tab={read.tab} place={place} />;
  if (read.id === "controls") return <ControlsTab tab={read.tab} place={place} query={read.query} open={read.open} />;
  if (read.id === "evidence") return <EvidenceTab tab={read.tab} place={place} />;
  if (read.id === "history") return <HistoryTab tab={read.tab} place={place} query={read.query} />;
  if (read.id === "all") return <WholePage summary={read.tab} whole={read.whole} place={place} />;
  return <SummaryTab tab={read.tab} place={place} />;
}
