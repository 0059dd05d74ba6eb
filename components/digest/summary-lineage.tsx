import type { DigestHeader } from "../../contracts/pages";
import { ItemChips } from "../ui/chip";
import { DigestText } from "../ui/digest-text";
import { Icon } from "../ui/icon";
import { paths } from "../ui/prepare-paths";
import { Section } from "../ui/section";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { prepareChecks, prepareLineage, type CheckView } from "./prepare-lineage";
import { splitLead } from "./prepare-verdict";
import type { Place } from "./place";

/** Where it comes from, and every check made on what says so. */
export function SummaryLineage({ header, place }: { header: DigestHeader; place: Place }) {
  const steps = prepareLineage(header, place.evidence);
  const checks = prepareChecks(place.evidence);
  const items = place.evidence.filter((item) => ["provenance", "image_manifest", "image_index"].includes(item.kind));
  const [lead, rest] = splitLead(header.says.signatures ?? "Signatures and provenance have not been evaluated.");
  return (
    <Section
      id="lineage"
      title="Lineage and checks"
      reference="Packet sections 3, 6"
      chips={<ItemChips items={items} system={place.system} digest={place.digest} />}
    >
      <p className="ans">
        <b>{lead}</b> {rest}
      </p>
      <ol className="lin">
        {steps.map((step, index) => (
          <li key={index}>
            <Icon name={step.here ? "low" : "node"} />
            <p className="k">{step.step}</p>
            <p className="v">
              {step.digest ? (
                <DigestText sha256={step.digest} copy href={step.link ? paths.digest(place.system, step.digest) : undefined} />
              ) : (
                <Untrusted text={step.text} limit={400} />
              )}
            </p>
            {step.note && (
              <p className="small soft">
                <Untrusted text={step.note} limit={400} />
              </p>
            )}
          </li>
        ))}
      </ol>
      <Checks checks={checks} />
    </Section>
  );
}

export function Checks({ checks }: { checks: CheckView[] }) {
  if (checks.length === 0) return <p className="note">No signature was checked: nothing here may be read as verified.</p>;
  const failed = checks.filter((check) => check.ok === false);
  return (
    <ul className="checks">
      {checks.filter((check) => check.ok !== false).map((check, index) => (
        <li key={index}>
          <Icon name={check.ok ? "ok" : "half"} />
          <span>
            <Untrusted text={check.name} /> <span className="muted">in</span> <Untrusted text={check.file} limit={120} />
            {check.ok === null && <span className="muted"> (not reached)</span>}
          </span>
        </li>
      ))}
      {failed.map((check, index) => (
        <li className="expect" key={`failed-${index}`}>
          <div>
            <b>
              <Status tone="fail">
                <Untrusted text={check.file} limit={120} />: <Untrusted text={check.name} /> failed
              </Status>
            </b>
            <dl>
              <dt>Expected</dt>
              <dd>
                <Untrusted text={check.expected} />
              </dd>
              <dt>Got</dt>
              <dd>
                <Untrusted text={check.got} />
              </dd>
            </dl>
          </div>
        </li>
      ))}
    </ul>
  );
}
