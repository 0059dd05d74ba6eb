import Link from "next/link";
import type { Clock, ClockFilters } from "../../contracts/finding";
import type { ClockStanding, ShellFrame, SlaPage } from "../../contracts/pages";
import { ImageName } from "../ui/image-name";
import { BUCKET_LABELS } from "../digest/prepare-ladder";
import { FilterBox, FilterLinks } from "../ui/filters";
import { paths, type Query } from "../ui/prepare-paths";
import { SEVERITY_WORDS, SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { ClockTable, FindingLink } from "./clock-table";
import { prepareClock, standingText } from "./prepare-clock";
import { promiseText, slaSentence } from "./prepare-sla";

type View = "board" | "table";

/** What is due, whose is it: a board with a column per due state, or one table; owners beside, the unowned on top. */
export function Sla({ shell, page, filters, view }: { shell: ShellFrame; page: SlaPage; filters: ClockFilters; view: View }) {
  const system = shell.system.name;
  const sentence = slaSentence(page);
  const query: Query = { view: view === "table" ? "table" : null, q: filters.q, severity: filters.severity, owner: filters.owner };
  const to = (change: Query) => paths.sla(system, { ...query, ...change });
  return (
    <>
      <h1 className="vh">SLA board of {shell.system.title}</h1>
      <section className="verdict first" aria-label="Answer">
        <div>
          <p className="say">
            <b>{sentence.lead}</b>
            {sentence.rest}
          </p>
          <p className="basis">
            {promiseText(page.policy)} Closed so far: {page.closed.met} in time, {page.closed.late} late.
          </p>
        </div>
      </section>
      <div className="filters">
        <FilterLinks
          label="View"
          links={[
            { href: to({ view: null }), label: "Board", current: view === "board" },
            { href: to({ view: "table" }), label: "Table", current: view === "table" },
          ]}
        />
        <FilterBox action={paths.sla(system)} name="q" value={filters.q ?? ""} label="Filter clocks" placeholder="Vulnerability, package or image" keep={{ ...query, q: null }} />
        <FilterLinks
          label="Severity"
          links={[
            { href: to({ severity: null }), label: "All", current: !filters.severity },
            ...(["critical", "high", "medium", "low"] as const).map((severity) => ({
              href: to({ severity }),
              label: SEVERITY_WORDS[severity],
              icon: severity,
              current: filters.severity === severity,
            })),
          ]}
        />
      </div>
      {view === "board" ? (
        <>
          <Board page={page} system={system} />
          <Tables page={page} buckets={page.buckets.filter((bucket) => bucket.bucket === "noClock")} system={system} />
        </>
      ) : (
        <Tables page={page} buckets={page.buckets} system={system} />
      )}
      <div className="tfoot">
        <span />
        <span className="l">
          <a href={paths.api(system, "sla.csv", { ...query, view: null })}>CSV</a>
          <a href={paths.api(system, "sla", { ...query, view: null })}>JSON</a>
        </span>
      </div>
      <Owners page={page} to={to} current={filters.owner ?? null} />
    </>
  );
}

function Board({ page, system }: { page: SlaPage; system: string }) {
  return (
    <div className="board gap-top">
      {page.buckets.filter((bucket) => bucket.bucket !== "closed" && bucket.bucket !== "noClock").map((bucket) => (
        <section className={`col ${loud(bucket)}`} key={bucket.bucket} aria-label={BUCKET_LABELS[bucket.bucket]}>
          <header>
            <span className="n">{bucket.total}</span>
            <h2>{bucket.total > 0 && loud(bucket) !== "" ? <Status tone={loud(bucket) === "breached" ? "breach" : "risk"}>{BUCKET_LABELS[bucket.bucket]}</Status> : BUCKET_LABELS[bucket.bucket]}</h2>
            <small>{bucket.clocks[0] ? `first: ${prepareClock(bucket.clocks[0], page.now).due}` : "none"}</small>
          </header>
          <ul>
            {bucket.clocks.slice(0, 12).map((clock) => (
              <ClockCard key={clock.id} clock={clock} standing={page.standings[clock.id]} system={system} now={page.now} />
            ))}
          </ul>
          {bucket.total > 12 && (
            <Link className="small" href={paths.sla(system, { view: "table" })}>
              {bucket.total - 12} more
            </Link>
          )}
        </section>
      ))}
    </div>
  );
}

function loud({ bucket, total }: SlaPage["buckets"][number]): "" | "breached" | "soon" {
  if (total === 0) return "";
  return bucket === "breached" ? "breached" : bucket === "within24h" || bucket === "within7d" ? "soon" : "";
}

function ClockCard({ clock, standing, system, now }: { clock: Clock; standing: ClockStanding | undefined; system: string; now: string }) {
  const open = standingText(standing);
  const view = prepareClock(clock, now);
  return (
    <li className={clock.bucket === "breached" ? "card breached" : "card"}>
      <p className="due">{view.tone ? <Status tone={view.tone}>{view.due}</Status> : view.due}</p>
      <p className="muted">{view.at}</p>
      <FindingLink clock={clock} system={system} />
      <p>
        <SeverityWord severity={clock.severity} />
      </p>
      <p className="mono">
        <Untrusted text={clock.package} limit={100} />
      </p>
      <p className="strong wrap-any">
        <Link href={paths.image(system, clock.image)}>
          <ImageName image={clock.image} />
        </Link>
      </p>
      {open && (
        <p className="wrap-any">
          <Untrusted text={open} limit={200} />
        </p>
      )}
      <p className="who">{view.owner ? <Untrusted text={view.owner} limit={80} /> : <Status tone="risk">No owner</Status>}</p>
    </li>
  );
}

function Tables({ page, buckets, system }: { page: SlaPage; buckets: SlaPage["buckets"]; system: string }) {
  return (
    <>
      {buckets.filter((bucket) => bucket.clocks.length > 0).map((bucket) => (
        <section className="gap-top" key={bucket.bucket}>
          <h2 className="sub">
            {BUCKET_LABELS[bucket.bucket]} <span className="muted">{bucket.total}</span>
          </h2>
          <ClockTable clocks={bucket.clocks} system={system} now={page.now} standings={page.standings} caption={BUCKET_LABELS[bucket.bucket]} />
          {bucket.total > bucket.clocks.length && <p className="note">The {bucket.clocks.length} most urgent are shown. Filter by owner or image to see others.</p>}
        </section>
      ))}
    </>
  );
}

function Owners({ page, to, current }: { page: SlaPage; to: (change: Query) => string; current: string | null }) {
  if (page.owners.length === 0) return null;
  return (
    <section className="panel gap-top" aria-label="Owners">
      <div className="hd">
        <h2 className="q">Who carries what?</h2>
        {current && (
          <span className="mini">
            <Link href={to({ owner: null })}>All owners</Link>
          </span>
        )}
      </div>
      <table className="tbl rows cards">
        <caption className="vh">Open clocks by owner</caption>
        <thead>
          <tr>
            <th scope="col">Owner</th>
            <th scope="col" className="num">Breached</th>
            <th scope="col" className="num">Within 7 days</th>
            <th scope="col" className="num">Open</th>
          </tr>
        </thead>
        <tbody>
          {page.owners.map((owner) => (
            <tr key={owner.team ?? ""}>
              <th scope="row">
                <Link className="row" href={to({ owner: owner.team ?? "none" })}>
                  {owner.team ? <Untrusted text={owner.team} limit={120} /> : <Status tone="risk">No owner</Status>}
                </Link>
              </th>
              <td className="num" data-l="Breached"><b>{owner.breached}</b></td>
              <td className="num" data-l="Within 7 days">{owner.within7d}</td>
              <td className="num" data-l="Open">{owner.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
