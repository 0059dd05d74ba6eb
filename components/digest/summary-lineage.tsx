import type { DigestHeader } from "../../contracts/pages";
import { ItemChips } from "../ui/chip";
import { DigestText } from "../ui/digest-text";
import { Icon } from "../ui/icon";
import { paths } from "../ui/prepare-paths";
import { Section } from "../ui/section";
import { Untrusted } from "../ui/untrusted";
import { Checks } from "./checks";
import { prepareChecks, prepareLineage } from "./prepare-lineage";
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
      id="lineage-summary"
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
                <DigestText sha256={step.digest} copy href={step.link ? paths.digest(place.system, step.digest, { asOf: place.asOf }) : undefined} />
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

export { Checks };
