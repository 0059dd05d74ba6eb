import Link from "next/link";
import type { DigestHeader } from "../../contracts/pages";
import { CountedBar } from "../ui/counted-bar";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Taken } from "../ui/taken";
import { controlBar, controlBarLabel, controlsSentence, sumCounts, totalOf } from "./prepare-controls";
import { tableAt, within, type Place } from "./place";

/** Results per framework: counted parts, the gap hatched, numbers beside. */
export function SummaryControls({ header, place }: { header: DigestHeader; place: Place }) {
  const frameworks = header.detail.evaluation?.frameworks ?? [];
  const sentence = controlsSentence(sumCounts(frameworks.map((framework) => framework.counts)));
  return (
    <Section title="Controls" reference="Packet section 10">
      <p className="ans">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </p>
      {frameworks.length > 0 && (
        <table className="tbl cards rows counts">
          <caption className="vh">Results by framework</caption>
          <thead>
            <tr>
              <th scope="col">Framework</th>
              <th scope="col">
                <span className="vh">Share</span>
              </th>
              <th scope="col" className="num"><Status tone="fail">Fail</Status></th>
              <th scope="col" className="num"><Status tone="needs">Needs evidence</Status></th>
              <th scope="col" className="num"><Status tone="manual">Manual</Status></th>
              <th scope="col" className="num"><Status tone="pass">Pass</Status></th>
              <th scope="col" className="num"><Status tone="na">N/A</Status></th>
              <th scope="col" className="num">Mapped</th>
            </tr>
          </thead>
          <tbody>
            {frameworks.map((framework) => (
              <tr key={framework.id}>
                <th scope="row">
                  <Link className="row" href={within(place, { tab: "controls", framework: framework.id })}>
                    {framework.title} {framework.version}
                  </Link>
                </th>
                <td className="off">
                  <CountedBar parts={controlBar(framework.counts)} label={controlBarLabel(framework)} />
                </td>
                <td className="num" data-l="Fail"><b>{framework.counts.fail}</b></td>
                <td className="num" data-l="Needs evidence">{framework.counts.needs_evidence}</td>
                <td className="num" data-l="Manual">{framework.counts.manual}</td>
                <td className="num" data-l="Pass">{framework.counts.pass}</td>
                <td className="num" data-l="Not applicable">{framework.counts.not_applicable}</td>
                <td className="num muted" data-l="Mapped">{totalOf(framework.counts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {frameworks.length > 0 && <Taken {...tableAt(place, "frameworks")} of="results by framework" />}
      <p className="note">
        What the image alone decides is marked “image”. Everything else depends on how it is deployed and says “supports” only.
      </p>
    </Section>
  );
}
