import Link from "next/link";
import { Fragment } from "react";
import type { Finding } from "../../contracts/finding";
import type { DigestVulnerabilitiesTab } from "../../contracts/pages";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { Instant } from "../ui/instant";
import { paths, type Query } from "../ui/prepare-paths";
import { dayText } from "../ui/prepare-time";
import { SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { findingKey, groupOf, prepareDue, prepareFindingGroups, prepareVex } from "./prepare-findings";
import { ladderSentence } from "./prepare-ladder";
import { scanSentence, STATUS_FILTERS } from "./prepare-scans";
import { exports, within, type Place } from "./place";
import { idClass, PackageCell } from "./summary-findings";

/** Findings grouped by due state. "The scan found none" and "there is no scan" are different answers. */
export function VulnerabilitiesTab({ tab, place, query, open }: { tab: DigestVulnerabilitiesTab; place: Place; query: Query; open: string | null }) {
  const { evaluation } = tab.header.detail;
  const sentence = tab.scans.length === 0 ? { lead: "No scan of this digest is held.", rest: " That is not the same as no findings." } : ladderSentence(evaluation?.ladder ?? EMPTY);
  const to = (change: Query) => within(place, { tab: "vulnerabilities", ...query, cursor: null, ...change });
  return (
    <>
      <p className="ans gap-top">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      {tab.scans.map((scan) => (
        <p className="small soft" key={scan.documentId}>
          <Untrusted text={scanSentence(scan)} limit={500} />
        </p>
      ))}
      {tab.scans.length === 0 && (
        <p className="note">
          <Link href={`${within(place, { tab: "evidence" })}#add-scan`}>How to add a scan</Link>
        </p>
      )}
      <div className="filters">
        <FilterBox
          action={paths.digest(place.system, place.digest)}
          name="q"
          value={query.q ?? ""}
          label="Filter findings"
          placeholder="Vulnerability or package"
          keep={{ tab: "vulnerabilities", status: query.status, severity: query.severity, ...place.keep }}
        />
        <FilterLinks
          label="Status"
          links={STATUS_FILTERS.map((filter) => ({ href: to({ status: filter.status }), label: filter.label, current: (query.status ?? null) === filter.status }))}
        />
      </div>
      {tab.items.length === 0 ? (
        <p className="note">{tab.scans.length === 0 ? "Nothing to list until a scan arrives." : "No finding matches this filter."}</p>
      ) : (
        <FindingsTable findings={tab.items} place={place} query={query} open={open} />
      )}
      <Pager shown={tab.items.length} total={tab.header.tabs.vulnerabilities} first={query.cursor ? to({}) : null} next={tab.nextCursor ? to({ cursor: tab.nextCursor }) : null} {...exports(place, "findings", query)} />
    </>
  );
}

const EMPTY = { breached: 0, within24h: 0, within7d: 0, later: 0, accepted: 0, noClock: 0 };

function FindingsTable({ findings, place, query, open }: { findings: Finding[]; place: Place; query: Query; open: string | null }) {
  return (
    <table className="tbl rows cards inset">
      <caption className="vh">Findings grouped by due state. Struck through: set aside, kept on file</caption>
      <thead>
        <tr>
          <th scope="col">Finding</th>
          <th scope="col">Package</th>
          <th scope="col" className="wide">
            First seen
          </th>
          <th scope="col">Due, UTC</th>
          <th scope="col">VEX</th>
        </tr>
      </thead>
      <tbody>
        {prepareFindingGroups(findings).map((group) => (
          <Fragment key={group.id}>
            <tr className="group">
              <th colSpan={5} scope="rowgroup">
                {group.tone ? <Status tone={group.tone}>{group.label}</Status> : group.label}
                <small>{group.findings.length}</small>
              </th>
            </tr>
            {group.findings.map((finding) => (
              <FindingRow key={findingKey(finding)} finding={finding} place={place} query={query} open={open === findingKey(finding)} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function FindingRow({ finding, place, query, open }: { finding: Finding; place: Place; query: Query; open: boolean }) {
  const due = prepareDue(finding, place.asOf ?? place.now);
  const vex = prepareVex(finding);
  const aside = ["vex", "gone", "closed"].includes(groupOf(finding));
  return (
    <tr className={[open && "open", aside && "struck"].filter(Boolean).join(" ")}>
      <td>
        <Link
          className={`${idClass(finding.vulnerability)} id`}
          href={`${within(place, { tab: "vulnerabilities", ...query, finding: findingKey(finding) })}#drawer`}
          aria-current={open ? "true" : undefined}
          scroll={false}
        >
          <Untrusted text={finding.vulnerability} limit={120} />
        </Link>{" "}
        {finding.kev && <span className="flag">KEV</span>}
        <small>
          <SeverityWord severity={finding.severity} />
        </small>
      </td>
      <td data-l="Package">
        <PackageCell finding={finding} />
      </td>
      <td data-l="First seen" className="nw off wide">
        <Instant at={finding.firstObservedAt} show="day" />
      </td>
      <td data-l="Due">
        {due.tone ? <Status tone={due.tone}>{due.text}</Status> : <span className="soft">{due.text}</span>}
        <small>{due.note}</small>
      </td>
      <td data-l="VEX">
        <Status tone={vex.tone} icon={vex.tone === "manual" ? "low" : undefined}>
          {vex.text}
        </Status>
        {finding.exception && <small>exception {finding.exception}</small>}
        {finding.clock.stoppedAt && <small>stopped {dayText(finding.clock.stoppedAt)}</small>}
      </td>
    </tr>
  );
}
