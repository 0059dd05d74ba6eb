import type { DigestSummaryTab } from "../../contracts/pages";
import { Chips } from "../ui/chip";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { tableAt, type Place } from "./place";
import { markOf } from "./prepare-shape";

/** What kind of image it is, why we say so, and the distroless-against-hardened table filled in for this digest. */
export function SummaryShape({ tab, place }: { tab: DigestSummaryTab; place: Place }) {
  const { shape } = tab;
  if (!shape) {
    return (
      <Section title="Shape and standard" reference="Packet section 4">
        <p className="ans">
          <b>Shape not determined.</b> Neither a bill of materials nor a scan of this digest was evaluated.
        </p>
      </Section>
    );
  }
  const refs = [...new Set(shape.reasons.flatMap((reason) => reason.evidence))];
  return (
    <Section
      title="Shape and standard"
      reference="Packet section 4"
      chips={<Chips refs={refs} evidence={place.evidence} system={place.system} digest={place.digest} />}
    >
      <p className="ans">
        <b>{shape.title.replace(/\.$/, "")} in shape.</b>
        {shape.debug && " This is a debug variant: a shell was put back."}
      </p>
      <Reasons reasons={shape.reasons} place={place} />
      {shape.reasons.length > 0 && <Taken {...tableAt(place, "shape")} of="why this shape" />}
      <StandardTable rows={shape.table} place={place} />
      {shape.table.length > 0 && <Taken {...tableAt(place, "standard")} of="distroless and hardened" />}
    </Section>
  );
}

type Shape = NonNullable<DigestSummaryTab["shape"]>;

function Reasons({ reasons, place }: { reasons: Shape["reasons"]; place: Place }) {
  if (reasons.length === 0) return null;
  return (
    <table className="tbl cards">
      <caption>Why we say so</caption>
      <thead>
        <tr>
          <th scope="col">Observed</th>
          <th scope="col">Points to</th>
          <th scope="col">Evidence</th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((reason) => (
          <tr key={reason.fact}>
            <th scope="row">
              <Untrusted text={reason.fact} limit={400} />
            </th>
            <td data-l="Points to" className="soft">
              {reason.points}
            </td>
            <td data-l="Evidence">
              <Chips refs={reason.evidence} evidence={place.evidence} system={place.system} digest={place.digest} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StandardTable({ rows, place }: { rows: Shape["table"]; place: Place }) {
  if (rows.length === 0) return null;
  return (
    <table className="tbl cards gap-top">
      <caption>Distroless and hardened, typically, against this digest</caption>
      <thead>
        <tr>
          <th scope="col">Dimension</th>
          <th scope="col">Distroless, typically</th>
          <th scope="col">Hardened, typically</th>
          <th scope="col" className="this">
            This digest
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => ({ ...row, mark: markOf(row, place.evidence) })).map((row) => (
          <tr key={row.dimension}>
            <th scope="row">{row.dimension}</th>
            <td className="soft" data-l="Distroless">
              {row.distroless}
            </td>
            <td className="soft" data-l="Hardened">
              {row.hardened}
            </td>
            <td className="this" data-l="This digest">
              {row.mark === null ? (
                <Untrusted text={row.observed} limit={400} />
              ) : (
                <Status tone={row.mark ? "pass" : "fail"}>
                  <span className="wrap">
                    <Untrusted text={row.observed} limit={400} />
                  </span>
                  <span className="vh">{row.mark ? ", shown by verified evidence" : ", not so"}</span>
                </Status>
              )}
              {row.evidence.length > 0 && <Chips refs={row.evidence} evidence={place.evidence} system={place.system} digest={place.digest} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
