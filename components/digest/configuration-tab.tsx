import Link from "next/link";
import type { DigestConfigurationTab } from "../../contracts/pages";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { bytesText, plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Outcome } from "../ui/status";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { ItemChips } from "../ui/chip";
import { controlKey } from "./prepare-controls";
import { configFacts, configSentence } from "./prepare-configuration";
import { OfPlatforms } from "./of-platforms";
import { tableAt, within, type Place } from "./place";

/** How it starts, as whom, with what: from the image config's own bytes, then what the checks make of it. */
export function ConfigurationTab({ tab, place }: { tab: DigestConfigurationTab; place: Place }) {
  const chips = <ItemChips items={place.evidence.filter((item) => item.kind === "image_config")} system={place.system} digest={place.digest} />;
  const index = tab.header.detail.kind === "index";
  const sentence = configSentence(tab.config, index);
  return (
    <>
      <Section title="How it starts" reference="Packet section 7" chips={chips}>
        <p className="ans">
          <b>{sentence.lead}</b> {sentence.rest}
        </p>
        {tab.config ? (
          <dl className="kv wide-kv">
            {configFacts(tab.config).map((fact) => (
              <div key={fact.name} className="kv-row">
                <dt>{fact.name}</dt>
                <dd className={fact.mono ? "mono" : undefined}>
                  {fact.values.length === 0 ? <span className="muted">{fact.none}</span> : fact.values.map((value, index) => (
                    <span className="kv-line" key={index}>
                      <Untrusted text={value} limit={600} />
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        ) : index ? (
          <OfPlatforms header={tab.header} place={place} tab="configuration" what="How it starts is said for each platform:" />
        ) : (
          <p className="note">
            <Link href={within(place, { tab: "evidence" })}>What is held</Link>. Send the config blob that the manifest names to see it here.
          </p>
        )}
      </Section>
      {!index && <ConfigurationChecks tab={tab} place={place} />}
      <LayersSection tab={tab} place={place} />
    </>
  );
}

function ConfigurationChecks({ tab, place }: { tab: DigestConfigurationTab; place: Place }) {
  return (
    <Section title="Checks on it" reference="Packet section 10">
      {tab.controls.length === 0 ? (
        <p className="note">No control was evaluated on the configuration. That is not a pass.</p>
      ) : (
        <table className="tbl rows cards">
          <caption className="vh">Controls that look at the configuration</caption>
          <thead>
            <tr>
              <th scope="col">Control</th>
              <th scope="col">Our wording, and the answer</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {tab.controls.map((result) => (
              <tr key={controlKey(result)}>
                <th scope="row" className="mono nw">
                  <Link className="row" href={within(place, { tab: "controls", framework: result.framework, control: controlKey(result) })}>
                    {result.control}
                  </Link>
                </th>
                <td>
                  {result.title}
                  <small>{result.says}</small>
                </td>
                <td data-l="Result">
                  <Outcome outcome={result.outcome} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {tab.controls.length > 0 && <Taken {...tableAt(place, "configuration")} of="controls that look at the configuration" />}
    </Section>
  );
}

function LayersSection({ tab, place }: { tab: DigestConfigurationTab; place: Place }) {
  const steps = tab.config?.history ?? [];
  return (
    <Section title="Layers and steps" reference="Packet section 7">
      <p className="ans">
        {tab.layers.length > 0 ? <b>{plural(tab.layers.length, "layer")}.</b> : <b>{tab.header.detail.kind === "index" ? "An index has no layers of its own." : "No manifest is held."}</b>} {steps.length > 0 && `${plural(steps.length, "recorded build step")}.`}
      </p>
      {tab.layers.length > 0 && (
        <table className="tbl cards">
          <caption className="vh">Layers in order</caption>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Digest</th>
              <th scope="col" className="num">
                Size
              </th>
            </tr>
          </thead>
          <tbody>
            {tab.layers.map((layer, index) => (
              <tr key={`${layer.sha256}-${index}`}>
                <th scope="row">{index + 1}</th>
                <td data-l="Digest">
                  <DigestText sha256={layer.sha256} copy />
                </td>
                <td data-l="Size" className="num">
                  {layer.sizeBytes === null ? "not stated" : bytesText(layer.sizeBytes)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {tab.layers.length > 0 && <Taken {...tableAt(place, "layers")} of="layers" />}
      {steps.length > 0 && (
        <ol className="steps-list gap-top">
          {steps.map((step, index) => (
            <li key={index}>
              <span className="pre">
                <Untrusted text={step.createdBy ?? step.comment ?? "a step that says nothing about itself"} limit={800} />
              </span>
              <small className="muted">
                <Instant at={step.created} />
                {step.emptyLayer && ", changes no files"}
              </small>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
