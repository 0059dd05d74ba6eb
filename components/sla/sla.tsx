import Link from "next/link";
import type { Clock, ClockFilters } from "../../contracts/finding";
import type { ClockStanding, ShellFrame, SlaColumn, SlaPage } from "../../contracts/pages";
import { ImageName } from "../ui/image-name";
import { BUCKET_LABELS } from "../digest/prepare-ladder";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { escapeUntrusted } from "../ui/prepare-untrusted";
import { paths, type Query } from "../ui/prepare-paths";
import { SEVERITY_WORDS, SeverityWord, Status } from "../ui/status";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { ClockTable, FindingLink } from "./clock-table";
import { prepareClock, standingText } from "./prepare-clock";
import { promiseText, slaSentence } from "./prepare-sla";

type View = "board" | "table";
type To = (change: Query) => string;

/** What is due, whose is it: a board with a column per due state, or one table; owners beside, the unowned on top. */
export function Sla({ shell, asOf, page, column, filters, view }: {
  shell: ShellFrame;
  asOf: string | null;
  page: SlaPage;
  /** Set when the address asks for one due state. */
  column: SlaColumn | null;
  filters: ClockFilters;
  view: View;
}) {
  const system = shell.system.name;
  const sentence = slaSentence(page);
  const query: Query = { asOf, view: view === "table" ? "table" : null, due: view === "table" ? filters.due : null, q: filters.q, severity: filters.severity, owner: filters.owner, image: filters.image };
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
      <Filters page={page} filters={filters} view={view} system={system} asOf={asOf} query={query} to={to} />
      {column ? (
        <Column column={column} page={page} system={system} asOf={asOf} first={filters.cursor ? to({}) : null} next={column.nextCursor ? to({ cursor: column.nextCursor }) : null} />
      ) : view === "board" ? (
        <>
          <Board page={page} system={system} asOf={asOf} to={to} />
          <Tables page={page} buckets={page.buckets.filter((bucket) => bucket.bucket === "noClock")} system={system} asOf={asOf} to={to} />
        </>
      ) : (
        <Tables page={page} buckets={page.buckets} system={system} asOf={asOf} to={to} />
      )}
      <div className="tfoot">
        <span />
        <span className="l">
          <a href={paths.api(system, "sla.csv", { ...query, view: null, asOf: null })}>CSV</a>
          <a href={paths.api(system, "sla", { ...query, view: null, asOf: null })}>JSON</a>
        </span>
      </div>
      <Owners page={page} to={to} current={filters.owner ?? null} system={system} query={{ q: filters.q, severity: filters.severity, owner: filters.owner, image: filters.image }} />
    </>
  );
}

/** What to show of the clocks: every choice is a link, and the address carries it. */
function Filters({ page, filters, view, system, asOf, query, to }: { page: SlaPage; filters: ClockFilters; view: View; system: string; asOf: string | null; query: Query; to: To }) {
  return (
    <>
      <div className="filters">
        <FilterLinks
          label="View"
          links={[
            { href: to({ view: null, due: null }), label: "Board", current: view === "board" },
            { href: to({ view: "table" }), label: "Table", current: view === "table" },
          ]}
        />
        {filters.image && <FilterLinks label="Image line" links={[{ href: to({ image: null }), label: `Only ${escapeUntrusted(filters.image, 80)}: show all`, current: true }]} />}
        <FilterBox action={paths.sla(system, { asOf })} name="q" value={filters.q ?? ""} label="Filter clocks" placeholder="Vulnerability, package or image" keep={{ ...query, q: null }} />
        <FilterLinks
          label="Severity"
          links={[
            { href: to({ severity: null }), label: "All", current: !filters.severity },
            ...(["critical", "high", "medium", "low", "unknown"] as const).map((severity) => ({
              href: to({ severity }),
              label: SEVERITY_WORDS[severity],
              icon: severity === "unknown" ? ("half" as const) : severity,
              current: filters.severity === severity,
            })),
          ]}
        />
      </div>
      {view === "table" && (
        <div className="filters">
          <FilterLinks
            label="Due"
            links={[
              { href: to({ due: null }), label: "All", current: !filters.due },
              ...page.buckets.map((bucket) => ({ href: to({ due: bucket.bucket }), label: BUCKET_LABELS[bucket.bucket], count: bucket.total, current: filters.due === bucket.bucket })),
              { href: to({ due: "closed" }), label: BUCKET_LABELS.closed, count: page.closed.met + page.closed.late, current: filters.due === "closed" },
            ]}
          />
        </div>
      )}
    </>
  );
}

function Board({ page, system, asOf, to }: { page: SlaPage; system: string; asOf: string | null; to: To }) {
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
              <ClockCard key={clock.id} clock={clock} standing={page.standings[clock.id]} system={system} asOf={asOf} now={page.now} />
            ))}
          </ul>
          {bucket.total > 12 && (
            <Link className="small" href={to({ view: "table", due: bucket.bucket })}>
              {bucket.total - 12} more
            </Link>
          )}
        </section>
      ))}
    </div>
  );
}

function Column({ column, page, system, asOf, first, next }: { column: SlaColumn; page: SlaPage; system: string; asOf: string | null; first: string | null; next: string | null }) {
  const total = column.bucket === "closed" ? page.closed.met + page.closed.late : page.buckets.find((one) => one.bucket === column.bucket)?.total;
  return (
    <section className="gap-top">
      {column.items.length === 0 ? (
        <p className="note">No clock stands here.</p>
      ) : (
        <ClockTable clocks={column.items} system={system} asOf={asOf} now={page.now} standings={column.standings} caption={BUCKET_LABELS[column.bucket]} />
      )}
      <Pager shown={column.items.length} {...(total === undefined ? {} : { total })} first={first} next={next} />
    </section>
  );
}

function loud({ bucket, total }: SlaPage["buckets"][number]): "" | "breached" | "soon" {
  if (total === 0) return "";
  return bucket === "breached" ? "breached" : bucket === "within24h" || bucket === "within7d" ? "soon" : "";
}

function ClockCard({ clock, standing, system, asOf, now }: { clock: Clock; standing: ClockStanding | undefined; system: string; asOf: string | null; now: string }) {
  const open = standingText(standing);
  const view = prepareClock(clock, now);
  return (
    <li className={clock.bucket === "breached" ? "card breached" : "card"}>
      <p className="due">{view.tone ? <Status tone={view.tone}>{view.due}</Status> : view.due}</p>
      <p className="muted">{clock.dueAt ? <time dateTime={clock.dueAt}>{view.at}</time> : view.at}</p>
      <FindingLink clock={clock} system={system} asOf={asOf} />
      <p>
        <SeverityWord severity={clock.severity} />
      </p>
      <p className="mono">
        <Untrusted text={clock.package} limit={100} />
      </p>
      <p className="strong wrap-any">
        <Link href={paths.image(system, clock.image, { asOf })}>
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

function Tables({ page, buckets, system, asOf, to }: { page: SlaPage; buckets: SlaPage["buckets"]; system: string; asOf: string | null; to: To }) {
  return (
    <>
      {buckets.filter((bucket) => bucket.clocks.length > 0).map((bucket) => (
        <section className="gap-top" key={bucket.bucket}>
          <h2 className="sub">
            {BUCKET_LABELS[bucket.bucket]} <span className="muted">{bucket.total}</span>
          </h2>
          <ClockTable clocks={bucket.clocks} system={system} asOf={asOf} now={page.now} standings={page.standings} caption={BUCKET_LABELS[bucket.bucket]} />
          {bucket.total > bucket.clocks.length && (
            <p className="note">
              The {bucket.clocks.length} most urgent are shown. <Link href={to({ view: "table", due: bucket.bucket })}>All {bucket.total}, page by page</Link>
            </p>
          )}
        </section>
      ))}
    </>
  );
}

function Owners({ page, to, current, system, query }: { page: SlaPage; to: To; current: string | null; system: string; query: Query }) {
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
      <Taken system={system} list="tables" query={{ table: "owners", ...query }} of="owners" />
    </section>
  );
}
