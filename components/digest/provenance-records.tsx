import type { DigestProvenanceTab } from "../../contracts/pages";
import { Instant } from "../ui/instant";
import { plural } from "../ui/prepare-time";
import { SafeLink } from "../ui/safe-link";
import { Untrusted } from "../ui/untrusted";
import { VerificationWord } from "./provenance-attestations";
import { materialDigest, provenanceFacts, sourceLink, sourceText } from "./prepare-provenance";

type Record = DigestProvenanceTab["records"][number];
const MATERIALS = 12;

/** What each piece of provenance says, with what it is worth above it. */
export function ProvenanceRecords({ tab }: { tab: DigestProvenanceTab }) {
  return tab.records.map((record) => {
    const item = tab.evidence.find((one) => one.documentId === record.documentId);
    return (
      <article className="prov" key={record.documentId}>
        <h3>
          {record.evidence ?? "Not numbered yet"}: <Untrusted text={record.predicateType} limit={200} />
        </h3>
        {item && (
          <p>
            <VerificationWord item={item} />
          </p>
        )}
        <dl className="kv wide-kv">
          <div className="kv-row">
            <dt>Source</dt>
            <dd className="mono wrap-any">{sourceText(record.facts) === null ? <span className="muted">not stated</span> : <SafeLink url={sourceLink(record.facts)} text={sourceText(record.facts) ?? undefined} />}</dd>
          </div>
          {provenanceFacts(record.facts).map((fact) => (
            <div className="kv-row" key={fact.name}>
              <dt>{fact.name}</dt>
              <dd className={fact.mono ? "mono wrap-any" : "wrap-any"}>
                {fact.values.length === 0 ? <span className="muted">not stated</span> : fact.values.map((value, index) => (
                  <span className="kv-line" key={index}>
                    <Untrusted text={value} limit={400} />
                  </span>
                ))}
              </dd>
            </div>
          ))}
          <div className="kv-row">
            <dt>Built</dt>
            <dd>
              {record.facts.startedAt ? <Instant at={record.facts.startedAt} /> : <span className="muted">start not stated</span>}
              {" to "}
              {record.facts.finishedAt ? <Instant at={record.facts.finishedAt} /> : <span className="muted">end not stated</span>}
            </dd>
          </div>
        </dl>
        <Parameters facts={record.facts} />
        <Materials facts={record.facts} />
      </article>
    );
  });
}

function Parameters({ facts }: { facts: Record["facts"] }) {
  if (facts.parameters.length === 0) return <p className="note">No parameters from outside the build are stated.</p>;
  return (
    <details>
      <summary>{plural(facts.parameters.length + facts.parametersLeftOut, "parameter")} from outside the build</summary>
      <dl className="kv wide-kv">
        {facts.parameters.map((parameter, index) => (
          <div className="kv-row" key={index}>
            <dt className="wrap-any">
              <Untrusted text={parameter.name} limit={200} />
            </dt>
            <dd className="mono wrap-any">
              <Untrusted text={parameter.value} limit={300} />
            </dd>
          </div>
        ))}
      </dl>
      {facts.parametersLeftOut > 0 && <p className="note">{plural(facts.parametersLeftOut, "more parameter")} in the raw document.</p>}
    </details>
  );
}

function Materials({ facts }: { facts: Record["facts"] }) {
  if (facts.materials.length === 0) return <p className="note">No materials are listed.</p>;
  const list = facts.materials.slice(0, MATERIALS);
  return (
    <details open={facts.materials.length <= MATERIALS}>
      <summary>{plural(facts.materials.length, "material")}</summary>
      <ul className="materials">
        {list.map((material, index) => {
          const digest = materialDigest(material.digest);
          return (
            <li key={index} className="wrap-any mono">
              <Untrusted text={material.uri} limit={300} />
              <small>{digest === null ? "no digest: what was taken cannot be told" : <Untrusted text={digest} limit={160} />}</small>
            </li>
          );
        })}
      </ul>
      {facts.materials.length > MATERIALS && <p className="note">{plural(facts.materials.length - MATERIALS, "more material")} in the raw document.</p>}
    </details>
  );
}
