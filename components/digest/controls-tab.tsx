import Link from "next/link";
import { Fragment } from "react";
import type { ControlResultShape } from "../../contracts/control";
import type { DigestControlsTab } from "../../contracts/pages";
import { Chips } from "../ui/chip";
import { FilterLinks } from "../ui/filters";
import { Icon, type IconName } from "../ui/icon";
import type { Query } from "../ui/prepare-paths";
import { Outcome, OUTCOME_WORDS } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { BecausePanel } from "./because-panel";
import { CLAIM_WORDS, controlKey, controlsSentence, evidenceOf, OUTCOME_ORDER, RESPONSIBLE_WORDS, totalOf, type OutcomeId } from "./prepare-controls";
import { exports, noEvidence, within, type Place } from "./place";

const ICONS: Record<OutcomeId, IconName> = { fail: "x", needs_evidence: "half", manual: "pen", pass: "ok", not_applicable: "dash" };

/** One framework at a time: the answer, a filter by result, and a row per control that opens by its address. */
export function ControlsTab({ tab, place, query, open }: { tab: DigestControlsTab; place: Place; query: Query; open: string | null }) {
  const framework = tab.frameworks.find((item) => item.id === query.framework) ?? tab.frameworks[0];
  if (!framework) {
    return (
      <p className="ans gap-top">
        <b>No control was evaluated.</b> That is not a pass.
      </p>
    );
  }
  const to = (change: Query) => within(place, { tab: "controls", framework: framework.id, status: query.status, ...change });
  const results = tab.results.filter((result) => result.framework === framework.id && (!query.status || result.outcome === query.status));
  const sentence = controlsSentence(framework.counts);
  const taken = exports(place, "controls", { framework: framework.id, status: query.status });
  return (
    <>
      <div className="filters">
        <FilterLinks
          label="Framework"
          links={tab.frameworks.map((item) => ({
            href: within(place, { tab: "controls", framework: item.id }),
            label: `${item.title} ${item.version}`,
            count: totalOf(item.counts),
            current: item.id === framework.id,
          }))}
        />
      </div>
      <p className="ans gap-top">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      <div className="filters">
        <FilterLinks
          label="Result"
          links={[
            { href: to({ status: null }), label: "All", count: totalOf(framework.counts), current: !query.status },
            ...OUTCOME_ORDER.map((outcome) => ({
              href: to({ status: outcome }),
              label: OUTCOME_WORDS[outcome],
              count: framework.counts[outcome],
              current: query.status === outcome,
              icon: ICONS[outcome],
            })),
          ]}
        />
      </div>
      <ControlsTable results={results} title={`${framework.title} ${framework.version}`} place={place} open={open} to={to} />
      <div className="tfoot">
        <span>
          {results.length} of {totalOf(framework.counts)}. Titles are ours; ids follow the source. “Supports” is evidence toward a control, never
          the control itself.
        </span>
        <span className="l">
          <a href={taken.csv}>CSV</a>
          <a href={taken.json}>JSON</a>
        </span>
      </div>
    </>
  );
}

function ControlsTable({ results, title, place, open, to }: {
  results: ControlResultShape[];
  title: string;
  place: Place;
  open: string | null;
  to: (change: Query) => string;
}) {
  if (results.length === 0) return <p className="note">No control has this result.</p>;
  return (
    <table className="tbl rows cards inset controls">
      <caption className="vh">Controls of {title} and what this digest shows</caption>
      <thead>
        <tr>
          <th scope="col">Control</th>
          <th scope="col">Our wording, and what decided it</th>
          <th scope="col">Result</th>
          <th scope="col">Claim</th>
          <th scope="col">Responsible</th>
          <th scope="col">Evidence</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result) => {
          const key = controlKey(result);
          return (
            <Fragment key={key}>
              <ControlRow result={result} place={place} open={key === open} href={to({ control: key === open ? null : key })} />
              {key === open && (
                <tr className="open" id="because">
                  <td colSpan={6} className="flush">
                    <BecausePanel result={result} place={place} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function ControlRow({ result, place, open, href }: { result: ControlResultShape; place: Place; open: boolean; href: string }) {
  return (
    <tr className={open ? "open" : ""}>
      <td className="nw">
        <Link className="opener" href={href} aria-expanded={open} aria-label={`Control ${result.control}: because`} scroll={false}>
          <Icon name={open ? "chev" : "chevr"} />
          <b className="mono">{result.control}</b>
        </Link>
      </td>
      <td>
        <span className="strong">{result.title}</span>
        <small className="soft">
          <Untrusted text={result.says} limit={400} />
        </small>
      </td>
      <td data-l="Result">
        <Outcome outcome={result.outcome} />
      </td>
      <td data-l="Claim" className="soft">
        {CLAIM_WORDS[result.claim].word}
      </td>
      <td data-l="Responsible" className="soft">
        {RESPONSIBLE_WORDS[result.responsibility]}
      </td>
      <td data-l="Evidence">
        <Chips refs={evidenceOf(result)} evidence={place.evidence} system={place.system} digest={place.digest} none={noEvidence(place)} />
      </td>
    </tr>
  );
}
