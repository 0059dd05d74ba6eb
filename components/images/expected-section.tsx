import { Fragment } from "react";
import type { ExpectationDetail } from "../../contracts/expectation";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Untrusted } from "../ui/untrusted";
import { ExpectationEditor } from "./expectation-editor";
import { changedFields, expectationSentence, expectedRows, NOTHING_EXPECTED } from "./prepare-expectation";

/** What every build of the line must come from, what follows from another one, how it came to that, and how to change it. */
export function ExpectedSection({ system, expectation, mayChange }: { system: string; expectation: ExpectationDetail; mayChange: boolean }) {
  const { lead, rest } = expectationSentence(expectation);
  const rows = expectedRows(expectation.expected);
  const nothing = rows.every((row) => row.text === null);
  const [newest] = expectation.history;
  return (
    <Section id="expected" title="What builds must come from" reference={expectation.version === 0 ? undefined : `Expectation version ${expectation.version}`}>
      <p className="ans">
        <b>{lead}</b>
        {rest}
      </p>
      {!nothing && (
        <dl className="kv expected-now">
          {rows.map((row) => (
            <Fragment key={row.name}>
              <dt>{row.name}</dt>
              <dd className={row.text === null ? "muted" : "mono"}>{row.text === null ? "any" : <Untrusted text={row.text} limit={1024} />}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      <p className="note">
        Provenance that says otherwise makes a digest not ready and fails the controls about where it comes from (SI-7, SR-3, SP 800-190 4.1.5 and those that ask for the point), also when it is not verified. What verified provenance does not say needs evidence; it never passes. A change has every digest of this image evaluated again, and earlier versions stay.
      </p>
      {newest && (
        <details className="expected-history">
          <summary>
            {plural(expectation.history.length, "version")}, the newest by <Untrusted text={newest.author} limit={100} /> <Instant at={newest.recordedAt} show="day" />
          </summary>
          <ol>
            {expectation.history.map((one, index) => (
              <li key={one.version}>
                Version {one.version}, <Instant at={one.recordedAt} />, <Untrusted text={one.author} limit={100} />: changed {changedFields(one.expected, expectation.history[index + 1]?.expected ?? NOTHING_EXPECTED)}
              </li>
            ))}
          </ol>
        </details>
      )}
      {mayChange ? (
        <ExpectationEditor system={system} expectation={expectation} />
      ) : (
        <p className="small soft">Owners and leads of this system say it.</p>
      )}
      <div className="tfoot">
        <span />
        <span className="l">
          <a href={paths.api(system, `images/${encodeURIComponent(expectation.image)}/expectation`)}>JSON</a>
        </span>
      </div>
    </Section>
  );
}
