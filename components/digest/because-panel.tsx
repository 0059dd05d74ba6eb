import type { ControlResultShape } from "../../contracts/control";
import { Chips } from "../ui/chip";
import { Status, type Tone } from "../ui/status";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { CLAIM_WORDS, RESPONSIBLE_WORDS, wouldDecideText } from "./prepare-controls";
import { noEvidence, tableAt, type Place } from "./place";

type So = ControlResultShape["because"][number]["so"];
const SO: Record<So, { tone: Tone; word: string }> = {
  pass: { tone: "pass", word: "Holds" },
  fail: { tone: "fail", word: "Violated" },
  not_applicable: { tone: "na", word: "Does not apply" },
  needs_evidence: { tone: "needs", word: "Not shown" },
  manual: { tone: "manual", word: "A person decides" },
  note: { tone: "na", word: "Noted" },
};

/** because[]: the sentence, then looked for, found, so, evidence; then claim level, who is responsible, which rule. */
export function BecausePanel({ result, place }: { result: ControlResultShape; place: Place }) {
  const decide = wouldDecideText(result);
  return (
    <div className="because">
      <p className="say">
        <Untrusted text={result.says} limit={800} />
      </p>
      <table className="tbl cards">
        <caption className="vh">Because</caption>
        <thead>
          <tr>
            <th scope="col">Looked for</th>
            <th scope="col">Found</th>
            <th scope="col">So</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {result.because.map((reason, index) => (
            <tr key={index}>
              <td>
                <Untrusted text={reason.lookedFor} limit={600} />
              </td>
              <td data-l="Found" className="wrap-any">
                <Untrusted text={reason.found} limit={800} />
              </td>
              <td data-l="So">
                <Status tone={SO[reason.so].tone}>{SO[reason.so].word}</Status>
              </td>
              <td data-l="Evidence">
                <Chips refs={reason.evidence} evidence={place.evidence} system={place.system} digest={place.digest} pointers none={noEvidence(place)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Taken {...tableAt(place, "because", { framework: result.framework, control: result.control })} of={`why ${result.control}`} />
      <p className="meta">
        <span>
          <b>Claim level</b> {CLAIM_WORDS[result.claim].word}: {CLAIM_WORDS[result.claim].means}
        </span>
        <span>
          <b>Responsible</b> {RESPONSIBLE_WORDS[result.responsibility]}
        </span>
        {result.mapsTo.length > 0 && (
          <span>
            <b>Maps to</b> {result.mapsTo.join(", ")}
          </span>
        )}
        <span>
          <b>Rule</b> {result.rule.id} revision {result.rule.revision}
        </span>
        {decide && <span>{decide}</span>}
      </p>
    </div>
  );
}
