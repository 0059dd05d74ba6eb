import type { EvidenceReport } from "../../contracts/pages";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Taken, type TakenAt } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { reportSentence, reportTitle, resultView } from "./prepare-report";

/** A report of checks as its tool states it. It is context: no control rests on it. */
export function ReportSection({ report, taken }: { report: EvidenceReport; taken: TakenAt }) {
  const { lead, rest } = reportSentence(report);
  const hidden = report.total - report.results.length;
  return (
    <Section title={reportTitle(report)}>
      <p className="ans">
        <b>{lead}</b>
        {rest}
      </p>
      <p className="note">
        As <Untrusted text={report.tool} limit={100} /> states it
        {report.target !== null && (
          <>
            {" "}of <Untrusted text={report.target} limit={200} />
          </>
        )}
        . Shown as context: no control is decided by it.
      </p>
      {report.results.length > 0 && <ResultTable report={report} />}
      {report.results.length > 0 && <Taken {...taken} of="results" />}
      {hidden > 0 && <p className="note">{hidden} more in CSV, JSON and the raw bytes.</p>}
    </Section>
  );
}

function ResultTable({ report }: { report: EvidenceReport }) {
  return (
    <table className="tbl rows cards">
      <caption className="vh">Results, what did not pass first</caption>
      <thead>
        <tr>
          <th scope="col">Result</th>
          <th scope="col">Check</th>
          <th scope="col">Of</th>
          <th scope="col">Where it stands</th>
        </tr>
      </thead>
      <tbody>
        {report.results.map((row, index) => (
          <tr key={`${row.at} ${index}`}>
            <td>
              <Status tone={resultView(row.result).tone}>{resultView(row.result).word}</Status>
              {row.severity !== "unknown" && row.severity !== "none" && <small>{row.severity}</small>}
            </td>
            <td data-l="Check" className="wrap-any">
              <Untrusted text={row.id} limit={120} />
              <small>
                <Untrusted text={row.title} limit={300} />
              </small>
            </td>
            <td data-l="Of" className="wrap-any">
              {row.target === null ? <span className="muted">not stated</span> : <Untrusted text={row.target} limit={160} />}
            </td>
            <td data-l="Where" className="wrap-any">
              <code>
                <Untrusted text={row.at} limit={120} />
              </code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
