import type { DigestSummaryTab } from "../../contracts/pages";
import { SeverityByBuild } from "../charts/severity-by-build";
import { Commands } from "../ui/command";
import { Section } from "../ui/section";
import { EvidenceTable } from "./evidence-table";
import { prepareVerify } from "./prepare-verify";
import { targetOf, type Place } from "./place";
import { SummaryControls } from "./summary-controls";
import { SummaryCoverage } from "./summary-coverage";
import { SummaryFindings } from "./summary-findings";
import { SummaryLineage } from "./summary-lineage";
import { SummaryShape } from "./summary-shape";

/** The summary reads like the packet: findings, shape, coverage, controls, lineage, how to check it yourself. */
export function SummaryTab({ tab, place }: { tab: DigestSummaryTab; place: Place }) {
  return (
    <>
      <SummaryFindings tab={tab} place={place} />
      <SummaryShape tab={tab} place={place} />
      <SummaryCoverage header={tab.header} place={place} />
      <SummaryControls header={tab.header} place={place} />
      {tab.builds.length > 1 && (
        <Section title="Builds of this line" reference="Packet section 8">
          <SeverityByBuild builds={tab.builds} current={place.digest} system={place.system} asOf={place.asOf} image={place.image} />
        </Section>
      )}
      <SummaryLineage header={tab.header} place={place} />
      <Section id="verify" title="Verify this yourself" reference="Packet section 13">
        <p className="ans">Nothing here asks you to trust this server.</p>
        <Commands commands={prepareVerify(targetOf(place), place.evidence)} />
        <p className="note">The commands need a token of yours with the viewer role in PROOFMARK_TOKEN.</p>
      </Section>
      <Section className="files print-only" title="Evidence on file" reference="Packet section 11">
        <EvidenceTable items={place.evidence} place={place} full />
      </Section>
    </>
  );
}
