import type { ExpectationAhead } from "../../contracts/expectation";
import { DigestText } from "../ui/digest-text";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Outcome, Status, type Tone } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { ExpectationPoints } from "../digest/expectation-points";

type Ahead = NonNullable<ExpectationAhead["ahead"]>;

const LEAD: Record<Ahead["expectations"]["state"], { tone: Tone; word: string }> = {
  met: { tone: "pass", word: "The current digest would meet it." },
  violated: { tone: "fail", word: "The current digest would not meet it." },
  cannot_tell: { tone: "needs", word: "Whether the current digest meets it cannot be told." },
  none: { tone: "none", word: "Nothing would be expected." },
};

/** What the current digest would be by what is written, and which results would change. */
export function ExpectationLook({ ahead, system, image }: { ahead: Ahead; system: string; image: string }) {
  const { expectations, level, changes, verdict } = ahead;
  const lead = LEAD[expectations.state];
  return (
    <section className="expectation-look" aria-label="What would change">
      <p className="ans">
        <Status tone={lead.tone}>
          <b>{lead.word}</b>
        </Status>{" "}
        {expectations.state !== "none" && <Untrusted text={expectations.says} limit={800} />}
      </p>
      <p className="small soft">
        Held against <DigestText sha256={ahead.digest} href={paths.digest(system, ahead.digest, { image, tab: "provenance" })} />. <Untrusted text={level.says} limit={800} />
      </p>
      {expectations.points.length > 0 && <ExpectationPoints points={expectations.points} caption="What the current digest would be by this" />}
      <p className="ans">
        {changes.length === 0 ? "No result would change." : `${plural(changes.length, "result")} would change.`}
        {verdict.before !== verdict.after && (
          <>
            {" "}
            The verdict would become: <Untrusted text={verdict.sentence} limit={800} />
          </>
        )}
      </p>
      {changes.length > 0 && (
        <table className="tbl cards">
          <caption className="vh">Results that would change</caption>
          <thead>
            <tr>
              <th scope="col">Control</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((one) => (
              <tr key={`${one.framework}/${one.control}`}>
                <th scope="row">
                  {one.control} <small>{one.title}</small>
                </th>
                <td data-l="Now">
                  <Outcome outcome={one.before} />
                </td>
                <td data-l="Then">
                  <Outcome outcome={one.after} />
                  <small>
                    <Untrusted text={one.says} limit={400} />
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
