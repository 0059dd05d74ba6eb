import Link from "next/link";
import type { DigestProvenanceTab } from "../../contracts/pages";
import { Chips, ItemChips } from "../ui/chip";
import { Commands } from "../ui/command";
import { DigestText } from "../ui/digest-text";
import { Icon } from "../ui/icon";
import { paths } from "../ui/prepare-paths";
import { Section } from "../ui/section";
import { Status, type Tone } from "../ui/status";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { ExpectationPoints } from "./expectation-points";
import { LineageGraph } from "./lineage-graph";
import { lineageGraph, lineageOutline, provenanceLead } from "./prepare-provenance";
import { prepareProvenanceVerify } from "./prepare-provenance-verify";
import { ProvenanceAttestations } from "./provenance-attestations";
import { ProvenanceRecords } from "./provenance-records";
import { tableAt, targetOf, within, type Place } from "./place";

const LEAD: Record<"fail" | "risk" | "pass", Tone> = { fail: "fail", risk: "risk", pass: "pass" };

/** Who built it from what, how far that is proven, and whether it is what was expected. */
export function ProvenanceTab({ tab, place }: { tab: DigestProvenanceTab; place: Place }) {
  const assessment = tab.header.detail.evaluation?.provenance ?? null;
  const lead = provenanceLead(assessment, tab.records.length);
  const items = tab.evidence.filter((item) => item.kind === "provenance");
  const commands = prepareProvenanceVerify(targetOf(place), tab.records, tab.evidence);
  return (
    <>
      <div className={`ans gap-top prov-lead ${lead.tone}`}>
        <Status tone={LEAD[lead.tone]}>
          <b>
            <Untrusted text={lead.lead} limit={800} />
          </b>
        </Status>{" "}
        <Untrusted text={lead.rest} limit={1200} />
      </div>
      <Section title="Who built it from what" chips={<ItemChips items={items} system={place.system} digest={place.digest} />}>
        {tab.records.length === 0 ? (
          <p className="note">
            No build provenance of this digest is held. <Link href={`${within(place, { tab: "evidence" })}#add-provenance`}>How to add it</Link>.
          </p>
        ) : (
          <ProvenanceRecords tab={tab} />
        )}
      </Section>
      {assessment && <LevelSection level={assessment.level} place={place} />}
      {assessment && <ExpectationSection expectations={assessment.expectations} place={place} />}
      <LineageSection tab={tab} place={place} />
      <ProvenanceAttestations tab={tab} place={place} />
      <Section title="Verify this yourself">
        {commands.length === 0 ? <p className="note">There is no provenance to check.</p> : <Commands commands={commands} />}
        <p className="note">The commands need a token of yours with the viewer role in PROOFMARK_TOKEN; keys come from whoever signed, never from here.</p>
      </Section>
    </>
  );
}

type Assessment = NonNullable<NonNullable<DigestProvenanceTab["header"]["detail"]["evaluation"]>["provenance"]>;

function LevelSection({ level, place }: { level: Assessment["level"]; place: Place }) {
  return (
    <Section title="SLSA build level" reference={level.track}>
      <p className="ans">
        <Untrusted text={level.says} limit={1200} />
      </p>
      <table className="tbl cards">
        <caption className="vh">What each level asks for</caption>
        <thead>
          <tr>
            <th scope="col">Level</th>
            <th scope="col">Looked for</th>
            <th scope="col">Found</th>
            <th scope="col">So</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {level.reasons.map((reason, index) => (
            <tr key={index}>
              <td>L{reason.level}</td>
              <td data-l="Looked for">
                <Untrusted text={reason.lookedFor} limit={400} />
              </td>
              <td data-l="Found" className="wrap-any">
                <Untrusted text={reason.found} limit={600} />
              </td>
              <td data-l="So">
                <Status tone={reason.met === true ? "pass" : "needs"}>{reason.met === true ? "Shown" : reason.met === false ? "Not shown" : "Cannot tell"}</Status>
              </td>
              <td data-l="Evidence">
                <Chips refs={reason.evidence} evidence={place.evidence} system={place.system} digest={place.digest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Taken {...tableAt(place, "levels")} of="what each level asks for" />
      <p className="note">A level is what the evidence at hand supports. It is no certificate, and never above what was verified.</p>
    </Section>
  );
}

function ExpectationSection({ expectations, place }: { expectations: Assessment["expectations"]; place: Place }) {
  return (
    <Section title="What was expected" reference={expectations.version === null ? undefined : `Expectation version ${expectations.version}`}>
      <p className="ans">
        <Untrusted text={expectations.says} limit={1200} />
      </p>
      {expectations.points.length === 0 ? (
        <p className="note">
          {place.image === null ? (
            <>
              An owner or lead says it once per image line: <code>proofmark image expect --image … --source … --builder …</code>
            </>
          ) : (
            <Link href={`${paths.image(place.system, place.image)}#expected`}>An owner or lead says it once per image.</Link>
          )}
        </p>
      ) : (
        <ExpectationPoints points={expectations.points} caption="Expectations of this line" evidence={(refs) => <Chips refs={refs} evidence={place.evidence} system={place.system} digest={place.digest} />} />
      )}
      {expectations.points.length > 0 && <Taken {...tableAt(place, "expectations")} of="expectations" />}
    </Section>
  );
}

function LineageSection({ tab, place }: { tab: DigestProvenanceTab; place: Place }) {
  const steps = lineageOutline(tab, tab.evidence);
  return (
    <Section id="lineage" title="Lineage">
      <ol className="lin">
        {steps.map((step, index) => (
          <li key={index}>
            <Icon name={step.here ? "low" : "node"} />
            <p className="k">{step.step}</p>
            {step.text !== null && (
              <p className="v">
                <Untrusted text={step.text} limit={400} />
              </p>
            )}
            {step.digest && (
              <p className="v">
                <DigestText sha256={step.digest} copy href={step.link ? paths.digest(place.system, step.digest, { asOf: place.asOf }) : undefined} />
              </p>
            )}
            {step.note && <p className="small soft">{step.note}</p>}
          </li>
        ))}
      </ol>
      <div className="lineage-frame">
        <LineageGraph graph={lineageGraph(steps)} />
      </div>
    </Section>
  );
}
