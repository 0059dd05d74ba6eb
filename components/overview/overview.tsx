import Link from "next/link";
import type { OverviewPage, ShellFrame } from "../../contracts/pages";
import { BurnDown } from "../charts/burn-down";
import { controlBar, controlBarLabel, totalOf } from "../digest/prepare-controls";
import { LineTable } from "../images/line-table";
import { ClockTable } from "../sla/clock-table";
import { CountedBar } from "../ui/counted-bar";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { actionText, shortHashes } from "../digest/prepare-history";
import { frameworksSentence, freshnessSentence, overviewSentence, prepareFreshness } from "./prepare-overview";

/** Are we inside our promises today, and what breaks this week? The sentence, then the most urgent clocks, then why. */
export function Overview({ shell, asOf, page }: { shell: ShellFrame; asOf: string | null; page: OverviewPage }) {
  const system = shell.system.name;
  const sentence = overviewSentence(page);
  return (
    <>
      <h1 className="vh">Overview of {shell.system.title}</h1>
      <section className="verdict first" aria-label="Answer">
        <div>
          <p className="say">
            <b>{sentence.lead}</b>
            {sentence.rest}
          </p>
          <p className="basis">Current: {page.current.basis}, one for each image line; older digests that tags still name stand on the page of their image. Clocks belong to image lines: a rebuild with the same flaw restarts nothing.</p>
        </div>
      </section>
      {page.urgent.length > 0 ? (
        <ClockTable clocks={page.urgent} system={system} asOf={asOf} now={page.now} caption="Most urgent clocks" />
      ) : (
        <p className="note">No clock is running. Clocks start with the first scan that finds something.</p>
      )}
      <div className="tfoot">
        <span>
          {page.urgent.length} of {page.ladder.breached + page.ladder.within24h + page.ladder.within7d + page.ladder.later} running
        </span>
        <span className="l">
          <Link href={paths.sla(system, { asOf })}>SLA board</Link>
          <a href={paths.api(system, "sla.csv")}>
            CSV<span className="vh">: all clocks</span>
          </a>
          <a href={paths.api(system, "sla")}>
            JSON<span className="vh">: all clocks</span>
          </a>
        </span>
      </div>
      <div className="two gap-top">
        <BurnDown days={page.burnDown} system={system} />
        <Freshness page={page} />
      </div>
      <Frameworks page={page} system={system} asOf={asOf} />
      <section className="panel" aria-label="Image lines">
        <div className="hd">
          <h2 className="q">Which image lines are out of order?</h2>
          <span className="mini">
            <Link href={paths.images(system, { asOf })}>All images</Link>
          </span>
        </div>
        <LineTable rows={page.lines} system={system} asOf={asOf} now={page.now} />
        <Taken system={system} list="images" query={{ sort: "state" }} of="image lines" />
      </section>
      <Recent page={page} system={system} asOf={asOf} />
    </>
  );
}

function Freshness({ page }: { page: OverviewPage }) {
  const sentence = freshnessSentence(page);
  return (
    <section className="panel" aria-label="Evidence held">
      <div className="hd">
        <h2 className="q">What proof is unverified or absent?</h2>
      </div>
      <p className="ans">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      <ul className="fresh">
        {prepareFreshness(page).map((row) => (
          <li key={row.kind}>
            <div>
              <span>
                <b>{row.kind}</b> <span className="muted">{row.label}</span>
              </span>
              <span>{row.words}</span>
            </div>
            <CountedBar parts={row.parts} className="meter" />
          </li>
        ))}
      </ul>
      <ul className="ckey">
        <li><Swatch fill="met" /> verified</li>
        <li><Swatch fill="gap" /> held, not verified</li>
        <li><Swatch fill="missing" /> missing</li>
        <li><Swatch fill="breach" /> failed</li>
      </ul>
    </section>
  );
}

function Swatch({ fill }: { fill: "met" | "gap" | "missing" | "breach" }) {
  return (
    <span className="swatch">
      <CountedBar parts={[{ count: 1, fill }]} />
    </span>
  );
}

function Frameworks({ page, system, asOf }: { page: OverviewPage; system: string; asOf: string | null; }) {
  const sentence = frameworksSentence(page.frameworks);
  return (
    <section className="panel" aria-label="Controls">
      <div className="hd">
        <h2 className="q">Which controls does the current digest of each image line support?</h2>
      </div>
      <p className="ans">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      {page.frameworks.length > 0 && (
        <table className="tbl counts cards">
          <caption className="vh">Results by framework over current digests</caption>
          <thead>
            <tr>
              <th scope="col">Framework</th>
              <th scope="col" className="num">Fail</th>
              <th scope="col" className="num">Needs evidence</th>
              <th scope="col" className="num">Manual</th>
              <th scope="col" className="num">Pass</th>
              <th scope="col" className="num">N/A</th>
            </tr>
          </thead>
          <tbody>
            {page.frameworks.map((framework) => (
              <tr key={framework.id}>
                <th scope="row">
                  {framework.title} {framework.version}
                  <CountedBar parts={controlBar(framework.counts)} label={controlBarLabel(framework)} />
                </th>
                <td className="num" data-l="Fail"><b>{framework.counts.fail}</b></td>
                <td className="num" data-l="Needs evidence">{framework.counts.needs_evidence}</td>
                <td className="num" data-l="Manual">{framework.counts.manual}</td>
                <td className="num" data-l="Pass">{framework.counts.pass}</td>
                <td className="num" data-l="Not applicable">{framework.counts.not_applicable}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page.frameworks.length > 0 && <Taken system={system} list="tables" query={{ table: "frameworks" }} of="results by framework" />}
      <p className="note">
        {totalOf(page.frameworks[0]?.counts ?? { pass: 0, fail: 0, manual: 0, needs_evidence: 0, not_applicable: 0 }) > 0 &&
          "Counted over the current digest of each image line. Open an image to see each control with its reasons."}{" "}
        <Link href={paths.images(system, { asOf })}>Images</Link>
      </p>
    </section>
  );
}

function Recent({ page, system, asOf }: { page: OverviewPage; system: string; asOf: string | null; }) {
  if (page.recent.length === 0) return null;
  return (
    <section className="panel" aria-label="Latest events">
      <div className="hd">
        <h2 className="q">What happened last?</h2>
      </div>
      <table className="tbl rows cards">
        <caption className="vh">Latest recorded events</caption>
        <thead>
          <tr>
            <th scope="col">When, UTC</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {page.recent.map((event, index) => (
            <tr key={index}>
              <td>
                <Instant at={event.at} />
              </td>
              <td data-l="Who">
                <Untrusted text={event.actor} limit={120} />
              </td>
              <td data-l="What" className="wrap-any">
                {actionText(event.action)}
                {event.times > 1 && <span className="muted">, {event.times} times</span>}
                <small>{event.digest ? <DigestText sha256={event.digest} href={paths.digest(system, event.digest, { asOf })} /> : <Untrusted text={shortHashes(event.object)} limit={200} />}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Taken system={system} list="tables" query={{ table: "events" }} of="events" />
    </section>
  );
}
