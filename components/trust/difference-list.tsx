import { Status, type Tone } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import type { Difference } from "./prepare-trust";

const TONE: Record<Difference["what"], { tone: Tone; word: string }> = {
  added: { tone: "risk", word: "Comes" }, removed: { tone: "fail", word: "Goes" }, changed: { tone: "risk", word: "Changes" },
};

/** Before and after, field by field. */
export function DifferenceList({ differences }: { differences: Difference[] }) {
  if (differences.length === 0) return <p className="note">Nothing would change.</p>;
  return (
    <ul className="differences">
      {differences.map(({ what, name, fields }) => (
        <li key={`${what} ${name}`}>
          <p>
            <Status tone={TONE[what].tone}>{TONE[what].word}</Status> <b className="wrap-any">
              <Untrusted text={name} limit={200} />
            </b>
          </p>
          {fields.length > 0 && (
            <dl>
              {fields.map(({ field, before, after }) => (
                <div key={field}>
                  <dt>{field}</dt>
                  <dd>
                    {before !== null && (
                      <del>
                        <span className="vh">Before: </span>
                        <Untrusted text={before} limit={2_000} />
                      </del>
                    )}
                    {after !== null && (
                      <ins>
                        <span className="vh">After: </span>
                        <Untrusted text={after} limit={2_000} />
                      </ins>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}
