import type { SbomGap, SbomReport } from "../../contracts/quality";
import { Instant } from "../ui/instant";
import { plural } from "../ui/prepare-time";
import { Untrusted } from "../ui/untrusted";
import { qualityRows } from "./prepare-quality";

export interface PanelDocument {
  format: string;
  specVersion: string | null;
  tool: string | null;
  observedAt: string | null;
  report: SbomReport;
}

/** How much of a bill of materials can be relied on: the gaps in words, then the facts as counts and shares. */
export function QualityPanel({ document }: { document: PanelDocument }) {
  const { quality, gaps } = document.report;
  if (quality === null) return <p className="note">This file was read before its gaps were counted. Hand it in again under a newer reader to see them.</p>;
  return (
    <div className="quality">
      <div>
        <p className="ans">
          <b>{gaps.length === 0 ? "Nothing we look for is missing." : `${plural(gaps.length, "gap")} in this bill of materials.`}</b>
        </p>
        <GapList gaps={gaps} />
      </div>
      <table className="tbl">
        <caption>What it states, by count. No score is made of this.</caption>
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col" className="num">
              Stated
            </th>
            <th scope="col" className="num">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Format</th>
            <td className="num" colSpan={2}>
              <Untrusted text={[document.format, document.specVersion].filter(Boolean).join(" ")} limit={80} />
            </td>
          </tr>
          <tr>
            <th scope="row">Made by</th>
            <td className="num wrap-any" colSpan={2}>
              {document.tool ? <Untrusted text={document.tool} limit={80} /> : "a tool that does not name itself"}
            </td>
          </tr>
          <tr>
            <th scope="row">Made when</th>
            <td className="num" colSpan={2}>
              <Instant at={document.observedAt} />
            </td>
          </tr>
          {qualityRows(quality).map((row) => (
            <tr key={row.fact}>
              <th scope="row">{row.fact}</th>
              <td className="num wrap-any" colSpan={row.share === null ? 2 : 1}>
                <Untrusted text={row.value} limit={80} />
              </td>
              {row.share !== null && <td className="num">{row.share}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Gaps in words; the server orders them, those that hide flaws first. */
export function GapList({ gaps }: { gaps: SbomGap[] }) {
  if (gaps.length === 0) return null;
  return (
    <ul className="gaps">
      {gaps.map((gap) => (
        <li key={gap.code}>{gap.says}</li>
      ))}
    </ul>
  );
}
