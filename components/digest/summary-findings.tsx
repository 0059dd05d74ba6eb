import Link from "next/link";
import type { Finding } from "../../contracts/finding";
import type { DigestSummaryTab } from "../../contracts/pages";
import { Chips } from "../ui/chip";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { dayText } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { prepareLadder } from "./prepare-ladder";
import { findingsSentence, NOT_CURRENT } from "./prepare-scans";
import { findingKey, prepareDue } from "./prepare-findings";
import { exports, within, type Place } from "./place";

/** Open findings: the sentence, five due states, the most urgent rows. */
export function SummaryFindings({ tab, place }: { tab: DigestSummaryTab; place: Place }) {
  const evaluation = tab.header.detail.evaluation;
  const scanned = tab.header.detail.evaluation?.seals.find((seal) => seal.kind === "scan");
  const chips = <Chips refs={scanned?.evidence ?? []} evidence={place.evidence} system={place.system} digest={place.digest} />;
  if (!evaluation) {
    return (
      <Section id="open" title="Open findings" reference="Packet section 2">
        <p className="ans">
          <b>Findings are not evaluated yet.</b> Nothing here may be read as “none”.
        </p>
      </Section>
    );
  }
  if (!scanned || scanned.state === "missing") {
    return (
      <Section id="open" title="Open findings" reference="Packet section 2" chips={chips}>
        <p className="ans">
          <b>No scan of this digest is held.</b> That is not the same as no findings.
        </p>
        <p className="note">
          <Link href={`${within(place, { tab: "evidence" })}#add-scan`}>How to add a scan</Link>
        </p>
      </Section>
    );
  }
  const sentence = findingsSentence(tab.header);
  const taken = exports(place, "findings");
  return (
    <Section id="open" title="Open findings" reference="Packet section 2" chips={chips}>
      <p className="ans">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      {!tab.header.current.is && <p className="small soft">{NOT_CURRENT}</p>}
      <nav className={`ladder n${prepareLadder(evaluation.ladder).length}`} aria-label="Findings by due state">
        {prepareLadder(evaluation.ladder).map((rung) => (
          <Link className={rung.loud} key={rung.bucket} href={within(place, { tab: "vulnerabilities" })}>
            <span className={rung.count === 0 ? "n zero" : "n"}>{rung.count}</span>
            {rung.tone ? <Status tone={rung.tone}>{rung.label}</Status> : rung.label}
            <small>{rung.note}</small>
          </Link>
        ))}
      </nav>
      {tab.urgent.length > 0 && <UrgentTable findings={tab.urgent} place={place} />}
      <div className="tfoot">
        <span>
          {tab.urgent.length} of {tab.header.tabs.vulnerabilities} on file
        </span>
        <span className="l">
          <Link href={within(place, { tab: "vulnerabilities" })}>All findings</Link>
          <a href={taken.csv}>CSV</a>
          <a href={taken.json}>JSON</a>
        </span>
      </div>
    </Section>
  );
}

function UrgentTable({ findings, place }: { findings: Finding[]; place: Place }) {
  return (
    <table className="tbl cards rows">
      <caption className="vh">Most urgent open findings</caption>
      <thead>
        <tr>
          <th scope="col">Finding</th>
          <th scope="col">Severity</th>
          <th scope="col">Package</th>
          <th scope="col">Due, UTC</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <FindingRow key={findingKey(finding)} finding={finding} place={place} />
        ))}
      </tbody>
    </table>
  );
}

function FindingRow({ finding, place }: { finding: Finding; place: Place }) {
  const due = prepareDue(finding, place.asOf ?? place.now);
  return (
    <tr>
      <td>
        <Link className={idClass(finding.vulnerability)} href={within(place, { tab: "vulnerabilities", finding: findingKey(finding) })}>
          <Untrusted text={finding.vulnerability} />
        </Link>{" "}
        {finding.kev && <span className="flag">KEV</span>}
      </td>
      <td>
        <SeverityWord severity={finding.severity} />
      </td>
      <td data-l="Package">
        <PackageCell finding={finding} />
      </td>
      <td data-l="Due">
        {due.tone ? <Status tone={due.tone}>{dated(finding, due.text)}</Status> : dated(finding, due.text)}
        <small>{due.note}</small>
      </td>
    </tr>
  );
}

/** Ids of ordinary length stay on one line; a longer one may break anywhere. */
export const idClass = (id: string): string => (id.length <= 24 ? "row mono nw" : "row mono wrap-any");

export function PackageCell({ finding }: { finding: Pick<Finding, "package" | "fixedVersions" | "fixNote"> }) {
  return (
    <>
      <span className="mono wrap-any">
        <Untrusted text={finding.package.name} limit={120} />
      </span>
      <small className="wrap-any">
        <Untrusted text={finding.package.version ?? "no version"} limit={80} /> <Icon name="arrow" className="arrow" />
        <span className="vh">fixed in</span> {finding.fixNote ? "fix unclear, see details" : <Untrusted text={finding.fixedVersions[0] ?? "no fix known"} limit={80} />}
      </small>
    </>
  );
}

/** The promised day as a time element, where the text is a day. */
export const dated = ({ clock }: Pick<Finding, "clock">, text: string): React.ReactNode =>
  clock.dueAt && text === dayText(clock.dueAt) ? <Instant at={clock.dueAt} show="day" /> : text;
