import Link from "next/link";
import { Fragment } from "react";
import type { Finding } from "../../contracts/finding";
import type { DigestVulnerabilitiesTab, ScanRow } from "../../contracts/pages";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { Instant } from "../ui/instant";
import { paths, type Query } from "../ui/prepare-paths";
import { SortHead } from "../ui/sort-head";
import { SEVERITY_WORDS, SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { findingKey, groupOf, prepareDue, prepareFindingGroups, prepareVex } from "./prepare-findings";
import { NOT_CURRENT, scanDoubts, scanSentence, STATUS_FILTERS, tabSentence } from "./prepare-scans";
import { OfPlatforms } from "./of-platforms";
import { exports, within, type Place } from "./place";
import { dated, idClass, PackageCell } from "./summary-findings";

/** Findings grouped by due state. "The scan found none" and "there is no scan" are different answers. */
export function VulnerabilitiesTab({ tab, place, query, open }: { tab: DigestVulnerabilitiesTab; place: Place; query: Query; open: string | null }) {
  const sentence = tabSentence(tab);
  const index = tab.header.detail.kind === "index";
  const now = place.asOf ?? place.now;
  const to = (change: Query) => within(place, { tab: "vulnerabilities", ...query, cursor: null, ...change });
  return (
    <>
      <p className="ans gap-top">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      {!tab.header.current.is && <p className="small soft">{NOT_CURRENT}</p>}
      <Scans scans={tab.scans} asOf={now} />
      {index && <OfPlatforms header={tab.header} place={place} tab="vulnerabilities" what="Scans are held for its platforms, one by one:" />}
      {tab.scans.length === 0 && !index && (
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
          keep={{ tab: "vulnerabilities", status: query.status, severity: query.severity, clock: query.clock, sort: query.sort, ...place.keep }}
        />
        <FilterLinks
          label="Severity"
          links={[
            { href: to({ severity: null }), label: "Any severity", current: !query.severity },
            ...SEVERITY_FILTERS.map((severity) => ({ href: to({ severity }), label: SEVERITY_WORDS[severity], icon: severity === "unknown" ? ("half" as const) : severity, current: query.severity === severity })),
          ]}
        />
      </div>
      <div className="filters">
        <FilterLinks
          label="Status"
          links={STATUS_FILTERS.map((filter) => ({ href: to({ status: filter.status }), label: filter.label, current: (query.status ?? null) === filter.status }))}
        />
      </div>
      {tab.items.length === 0 ? (
        <p className="note">{tab.scans.length === 0 ? "Nothing to list until a scan arrives." : "No finding matches this filter."}</p>
      ) : (
        <FindingsTable findings={tab.items} place={place} query={query} open={open} to={to} />
      )}
      <Pager shown={tab.items.length} total={tab.header.tabs.vulnerabilities} first={query.cursor ? to({}) : null} next={tab.nextCursor ? to({ cursor: tab.nextCursor }) : null} {...exports(place, "findings", query)} />
    </>
  );
}

/** The newest scan of each scanner, with what keeps it from speaking for today. */
function Scans({ scans, asOf }: { scans: ScanRow[]; asOf: string }) {
  if (scans.length === 0) return null;
  return (
    <ul className="scans" aria-label="Newest scan of each scanner">
      {scans.map((scan) => (
        <li key={scan.documentId}>
          <Untrusted text={scanSentence(scan)} limit={500} />
          {scanDoubts(scan, asOf).map((doubt) => (
            <Status tone="risk" key={doubt}>
              {doubt}
            </Status>
          ))}
        </li>
      ))}
    </ul>
  );
}

const SEVERITY_FILTERS = ["critical", "high", "medium", "low", "negligible", "unknown"] as const;

function FindingsTable({ findings, place, query, open, to }: { findings: Finding[]; place: Place; query: Query; open: string | null; to: (change: Query) => string }) {
  const bySeverity = query.sort === "severity";
  const row = (finding: Finding) => <FindingRow key={findingKey(finding)} finding={finding} place={place} query={query} open={open === findingKey(finding)} />;
  return (
    <table className="tbl rows cards inset findings">
      <caption className="vh">{bySeverity ? "Findings, most severe first" : "Findings grouped by due state"}. Struck through: set aside, kept on file</caption>
      <thead>
        <tr>
          <SortHead href={to({ sort: "severity" })} sorted={bySeverity} descending>
            Finding, severity
          </SortHead>
          <th scope="col">Package</th>
          <th scope="col" className="wide">
            First seen
          </th>
          <SortHead href={to({ sort: null })} sorted={!bySeverity}>
            Due, UTC
          </SortHead>
          <th scope="col">VEX</th>
        </tr>
      </thead>
      <tbody>
        {bySeverity ? findings.map(row) : prepareFindingGroups(findings).map((group) => (
          <Fragment key={group.id}>
            <tr className="group">
              <th colSpan={5} scope="rowgroup">
                {group.tone ? <Status tone={group.tone}>{group.label}</Status> : group.label}
                <small>{group.findings.length}</small>
              </th>
            </tr>
            {group.findings.map(row)}
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
        {due.tone ? <Status tone={due.tone}>{dated(finding, due.text)}</Status> : <span className="soft">{dated(finding, due.text)}</span>}
        <small>{due.note}</small>
      </td>
      <td data-l="VEX">
        <Status tone={vex.tone} icon={vex.tone === "manual" ? "low" : undefined}>
          {vex.text}
        </Status>
        {finding.exception && <small>exception {finding.exception}</small>}
      </td>
    </tr>
  );
}
