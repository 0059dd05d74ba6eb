import type { ProvenanceShape } from "../../contracts/digest";
import { Status, type Tone } from "../ui/status";
import { Untrusted } from "../ui/untrusted";

type Point = ProvenanceShape["expectations"]["points"][number];

const POINT: Record<Point["state"], { tone: Tone; word: string }> = {
  met: { tone: "pass", word: "Met" }, violated: { tone: "fail", word: "Violated" }, cannot_tell: { tone: "needs", word: "Cannot tell" },
};

/** What was expected, what provenance says, and what follows; `evidence` draws where it is said. */
export function ExpectationPoints({ points, caption, evidence }: { points: readonly Point[]; caption: string; evidence?: (refs: string[]) => React.ReactNode }) {
  return (
    <table className="tbl cards">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Expected</th>
          <th scope="col">Got</th>
          <th scope="col">So</th>
          {evidence && <th scope="col">Evidence</th>}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.what}>
            <td>{point.what}</td>
            <td data-l="Expected" className="wrap-any">
              <Untrusted text={point.expected} limit={400} />
            </td>
            <td data-l="Got" className="wrap-any">
              {point.got === null ? <span className="muted">not stated</span> : <Untrusted text={point.got} limit={400} />}
              <small>
                <Untrusted text={point.because} limit={800} />
              </small>
            </td>
            <td data-l="So">
              <Status tone={POINT[point.state].tone}>{POINT[point.state].word}</Status>
            </td>
            {evidence && <td data-l="Evidence">{evidence(point.evidence)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
