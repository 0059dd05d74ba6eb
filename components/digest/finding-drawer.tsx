import Link from "next/link";
import { Fragment } from "react";
import type { Finding } from "../../contracts/finding";
import { Chips } from "../ui/chip";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { SafeLink } from "../ui/safe-link";
import { SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { findingSentence, VEX_WORDS } from "./prepare-findings";
import type { Place } from "./place";

const NAMES_SHOWN = 12;

/** A finding with an address of its own: what was seen, which statement is in force and why, how its clock ran. */
export function FindingDrawer({ finding, place, close }: { finding: Finding; place: Place; close: string }) {
  const sentence = findingSentence(finding, place.asOf ?? place.now);
  return (
    <aside className="drawer" id="drawer" aria-labelledby="finding-title">
      <div className="top">
        <div>
          <h2 id="finding-title" className="mono wrap-any">
            <Untrusted text={finding.vulnerability} limit={200} />
          </h2>
          <p className="small soft">
            <SeverityWord severity={finding.severity} /> by <Untrusted text={finding.severityBasis} limit={200} />
            {finding.score !== null && `, score ${finding.score}`}
          </p>
        </div>
        <Link className="btn icon quiet" href={close} aria-label="Close this finding" scroll={false}>
          <Icon name="x" />
        </Link>
      </div>
      <p className="say">
        <b>{sentence.lead}</b> <Untrusted text={sentence.rest} limit={600} />
      </p>
      <FindingFacts finding={finding} place={place} />
      <VexLedger finding={finding} place={place} />
      <ClockSteps finding={finding} />
    </aside>
  );
}

function FindingFacts({ finding, place }: { finding: Finding; place: Place }) {
  return (
    <dl className="kv">
      {finding.title && (
        <>
          <dt>Title</dt>
          <dd>
            <Untrusted text={finding.title} limit={400} />
          </dd>
        </>
      )}
      <dt>Package</dt>
      <dd className="mono">
        <Untrusted text={finding.package.purl ?? `${finding.package.name} ${finding.package.version ?? ""}`} limit={400} />
      </dd>
      <dt>Fixed in</dt>
      <dd>
        {finding.fixedVersions.length > 0 ? <Untrusted text={finding.fixedVersions.join(", ")} limit={400} /> : "no fix known"}
        {finding.fixNote && (
          <small className="muted">
            <Untrusted text={finding.fixNote} limit={700} />
          </small>
        )}
      </dd>
      {finding.aliases.length > 0 && (
        <>
          <dt>Also known as</dt>
          <dd>
            <Untrusted text={finding.aliases.join(", ")} limit={400} />
          </dd>
        </>
      )}
      {finding.unverified.length > 0 && <UnverifiedNames finding={finding} place={place} />}
      <dt>Reported by</dt>
      <dd>
        <Chips refs={finding.seenBy} evidence={place.evidence} system={place.system} digest={place.digest} />
        {!finding.inLatestScan && <small className="muted">not seen by the newest complete scan</small>}
      </dd>
      {finding.kev && (
        <>
          <dt>Known exploited</dt>
          <dd>
            listed <Instant at={finding.kev.addedAt} show="day" />, due <Instant at={finding.kev.dueAt} show="day" />
          </dd>
        </>
      )}
      {finding.epss !== null && (
        <>
          <dt>EPSS</dt>
          <dd>{finding.epss}</dd>
        </>
      )}
      {finding.exception && (
        <>
          <dt>Exception</dt>
          <dd>
            <Untrusted text={finding.exception} limit={100} />
          </dd>
        </>
      )}
      {finding.exceptionsAside.map(({ exception, why }) => (
        <Fragment key={exception}>
          <dt>Exception without effect</dt>
          <dd>
            <Untrusted text={exception} limit={100} />
            <small className="muted">
              <Untrusted text={why} limit={600} />
            </small>
          </dd>
        </Fragment>
      ))}
      {finding.url && (
        <>
          <dt>Source</dt>
          <dd>
            <SafeLink url={finding.url} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** Names that find the flaw and decide nothing, with who gives them. */
function UnverifiedNames({ finding, place }: { finding: Finding; place: Place }) {
  return (
    <>
      <dt>Names not verified</dt>
      <dd>
        {finding.unverified.slice(0, NAMES_SHOWN).map(({ id, says }) => (
          <div key={id}>
            <Untrusted text={id} limit={100} />{" "}
            {says.length > 0 ? <Chips refs={says} evidence={place.evidence} system={place.system} digest={place.digest} /> : <small className="muted">stated by another document</small>}
          </div>
        ))}
        {finding.unverified.length > NAMES_SHOWN && <small className="muted">and {finding.unverified.length - NAMES_SHOWN} more</small>}
        <small className="muted">Nobody trusted says so: what is stated about these names alone changes nothing here.</small>
      </dd>
    </>
  );
}

function VexLedger({ finding, place }: { finding: Finding; place: Place }) {
  const { won, ignored, more } = finding.vex;
  return (
    <>
      <h3>VEX ledger, strongest first</h3>
      {!won && ignored.length === 0 && <p className="small soft">No statement about this finding is held.</p>}
      <ol className="ledger">
        {won && <Entry entry={won} place={place} inForce number={1} />}
        {ignored.map((entry, index) => (
          <Entry key={`${entry.evidence}-${index}`} entry={entry} place={place} inForce={false} number={index + (won ? 2 : 1)} />
        ))}
      </ol>
      {more > 0 && <p className="small muted">And {more} more without effect.</p>}
    </>
  );
}

function Entry({ entry, place, inForce, number }: { entry: NonNullable<Finding["vex"]["won"]>; place: Place; inForce: boolean; number: number }) {
  return (
    <li className={inForce ? "force" : "ignored"}>
      <span className="n">{number}</span>
      <div>
        <div className="hd">
          <b>{VEX_WORDS[entry.status]}</b>
          {inForce ? <Status tone="met">In force</Status> : <Status tone="needs">Without effect</Status>}
        </div>
        <p>
          <Untrusted text={entry.why} limit={600} />
        </p>
        {entry.author && (
          <p className="small">
            By <Untrusted text={entry.author} limit={200} />
          </p>
        )}
        <Chips refs={[entry.evidence]} evidence={place.evidence} system={place.system} digest={place.digest} />
      </div>
    </li>
  );
}

function ClockSteps({ finding }: { finding: Finding }) {
  const { clock } = finding;
  return (
    <>
      <h3>Clock</h3>
      <ol className="steps4">
        <li className={clock.startAt ? "" : "todo"}>
          Started
          <span>
            <Instant at={clock.startAt} show="day" />
          </span>
        </li>
        <li>
          First seen here
          <span>
            <Instant at={finding.firstObservedAt} show="day" />
          </span>
        </li>
        <li className={clock.dueAt ? "" : "todo"}>
          Due
          <span>{clock.dueAt ? <Instant at={clock.dueAt} show="day" /> : "no promise"}</span>
        </li>
        <li className={clock.stoppedAt ? "" : "todo"}>
          Stopped
          <span>{clock.stoppedAt ? <Instant at={clock.stoppedAt} show="day" /> : "not yet"}</span>
        </li>
      </ol>
      <p className="small soft gap-top-s">
        Rule {clock.rule}. Start: <Untrusted text={clock.startBasis} limit={300} />.
        {clock.stopReason && (
          <>
            {" "}
            <Untrusted text={clock.stopReason} limit={300} />
          </>
        )}
      </p>
    </>
  );
}
