import type { DigestHeader } from "../../contracts/pages";
import { ItemChips } from "../ui/chip";
import { Instant } from "../ui/instant";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Taken } from "../ui/taken";
import { coverageSentence, prepareCoverage, type CoverageRow } from "./prepare-coverage";
import type { Place } from "./place";

/** Which kinds of evidence speak about this digest, how far they are to be believed, and how old they are. */
export function SummaryCoverage({ header, place }: { header: DigestHeader; place: Place }) {
  const rows = prepareCoverage(place.evidence, place.digest);
  const sentence = coverageSentence(rows, header);
  return (
    <Section title="Coverage" reference="Packet sections 4, 11">
      <p className="ans">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      <table className="tbl cards">
        <caption className="vh">Kinds of evidence held about this digest</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col">Newest</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.what}>
              <th scope="row">{row.what}</th>
              <td data-l="State">
                {row.held === 0 ? (
                  <Status tone="none">Missing</Status>
                ) : row.verified === row.held ? (
                  <Status tone="met">{row.held} verified</Status>
                ) : (
                  <Status tone="needs">
                    {row.held} held, {row.verified} verified
                  </Status>
                )}
                {row.claimed > 0 && <small>{row.claimed} bound by the uploader’s word only</small>}
              </td>
              <td data-l="Newest">
                <Newest row={row} asOf={place.asOf ?? place.now} />
              </td>
              <td data-l="Evidence">
                <ItemChips items={row.items} system={place.system} digest={place.digest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Taken system={place.system} list={`digests/${place.digest}/evidence`} query={{ image: place.image, asOf: place.asOf }} of="evidence held" />
    </Section>
  );
}

/** The evidence's own time before ours: when it was handed in says nothing of how old it is. */
function Newest({ row: { newestAt, receivedAt }, asOf }: { row: CoverageRow; asOf: string }) {
  if (newestAt) return <Instant at={newestAt} show="ago" asOf={asOf} />;
  if (!receivedAt) return <span className="muted">none</span>;
  return (
    <span className="soft">
      states no time, received <Instant at={receivedAt} show="ago" asOf={asOf} />
    </span>
  );
}
