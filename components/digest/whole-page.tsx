import type {
  DigestConfigurationTab,
  DigestControlsTab,
  DigestEvidenceTab,
  DigestHistoryTab,
  DigestPackagesTab,
  DigestProvenanceTab,
  DigestSummaryTab,
  DigestVulnerabilitiesTab,
} from "../../contracts/pages";
import { countText } from "../ui/prepare-time";
import { ConfigurationTab } from "./configuration-tab";
import { ControlsTab } from "./controls-tab";
import { EvidenceTable } from "./evidence-table";
import { HistoryTab } from "./history-tab";
import { PackagesTab } from "./packages-tab";
import type { Place } from "./place";
import { ProvenanceTab } from "./provenance-tab";
import { SummaryTab } from "./summary-tab";
import { VulnerabilitiesTab } from "./vulnerabilities-tab";

/** Every tab of the digest as one read brought them; lists are cut at the length of one page. */
export interface WholeDigest {
  vulnerabilities: DigestVulnerabilitiesTab;
  packages: DigestPackagesTab;
  provenance: DigestProvenanceTab;
  configuration: DigestConfigurationTab;
  controls: DigestControlsTab;
  evidence: DigestEvidenceTab;
  history: DigestHistoryTab;
}

/** All tabs in order, to be read through or printed. What is cut off is said where it ends. */
export function WholePage({ summary, whole, place }: { summary: DigestSummaryTab; whole: WholeDigest; place: Place }) {
  const { tabs } = summary.header;
  return (
    <div className="whole">
      <SummaryTab tab={summary} place={place} />
      <Part title="Vulnerabilities" shown={whole.vulnerabilities.items.length} total={tabs.vulnerabilities}>
        <VulnerabilitiesTab tab={whole.vulnerabilities} place={place} query={{}} open={null} />
      </Part>
      <Part title="Packages" shown={whole.packages.items.length} total={whole.packages.sboms.find((sbom) => sbom.shown)?.componentCount ?? 0}>
        <PackagesTab tab={whole.packages} place={place} query={{}} />
      </Part>
      <Part title="Provenance">
        <ProvenanceTab tab={whole.provenance} place={place} />
      </Part>
      <Part title="Configuration">
        <ConfigurationTab tab={whole.configuration} place={place} />
      </Part>
      {whole.controls.frameworks.map((framework) => (
        <Part title={`Controls: ${framework.title} ${framework.version}`} key={framework.id}>
          <ControlsTab tab={whole.controls} place={place} query={{ framework: framework.id }} open={null} />
        </Part>
      ))}
      <Part title="Evidence">
        <EvidenceTable items={[...whole.evidence.items, ...whole.evidence.conflicts]} place={place} full />
      </Part>
      <Part title="History" shown={whole.history.items.length} total={whole.history.nextCursor ? null : whole.history.items.length}>
        <HistoryTab tab={whole.history} place={place} query={{}} />
      </Part>
    </div>
  );
}

/** `total` null: there are more, and nobody counted them. */
function Part({ title, shown = 0, total = 0, children }: { title: string; shown?: number; total?: number | null; children: React.ReactNode }) {
  return (
    <section className="part" aria-label={title}>
      <h2>{title}</h2>
      {children}
      {(total === null || total > shown) && (
        <p className="note">
          Only the first {countText(shown)}{total !== null && ` of ${countText(total)}`} are on this page. The CSV of this list has all of them.
        </p>
      )}
    </section>
  );
}
