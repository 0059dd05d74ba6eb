"use client";

import { useId } from "react";
import type { TrustRuleShape } from "../../contracts/trust";
import { Field } from "../ui/field";
import { Status } from "../ui/status";

type Change = (rule: TrustRuleShape) => void;

/** One rule as it is being written; what is wrong with it is said by the server, in its own words. */
export function RuleForm({ rule, roots, problems, onChange, onRemove }: {
  rule: TrustRuleShape;
  /** Names of the roots a rule can mean. */
  roots: string[];
  problems: string[];
  onChange: Change;
  onRemove: () => void;
}) {
  return (
    <fieldset className="claim rule-form">
      <legend>{rule.name === "" ? `New ${rule.signer.type === "key" ? "key" : "identity"}` : rule.name}</legend>
      <Field label="Name" help="For people: whose signature this is." value={rule.name} onChange={(name) => onChange({ ...rule, name })} />
      <Field label="Id" help="Verdicts keep it." value={rule.id} mono onChange={(id) => onChange({ ...rule, id })} />
      {rule.signer.type === "key" ? <KeyFields rule={rule} signer={rule.signer} onChange={onChange} /> : <IdentityFields rule={rule} signer={rule.signer} roots={roots} onChange={onChange} />}
      <Field label="Images" help="One each line: * is anything but /, ** is anything. Empty: any image." value={(rule.images ?? []).join("\n")} lines={2} mono onChange={(text) => onChange({ ...rule, images: text === "" ? null : text.split("\n") })} />
      <Field label="Predicate types" help="One each line. Empty: all types, image signatures included." value={(rule.predicateTypes ?? []).join("\n")} lines={2} mono onChange={(text) => onChange({ ...rule, predicateTypes: text === "" ? null : text.split("\n") })} />
      <Field label="Valid from" help="Such as 2026-11-01T00:00:00Z. Empty: since ever." value={rule.validFrom ?? ""} mono onChange={(text) => onChange({ ...rule, validFrom: text.trim() === "" ? null : text.trim() })} />
      <Field label="Valid to" help="Empty: until further notice." value={rule.validTo ?? ""} mono onChange={(text) => onChange({ ...rule, validTo: text.trim() === "" ? null : text.trim() })} />
      <div className="wide hand-acts">
        <button className="btn" type="button" onClick={onRemove}>
          Remove this rule<span className="vh">: {rule.name || rule.id}</span>
        </button>
      </div>
      {problems.length > 0 && (
        <div className="wide" role="status">
          <ul>
            {problems.map((text) => (
              <li key={text}>
                <Status tone="fail">{text}</Status>
              </li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}

function KeyFields({ rule, signer, onChange }: { rule: TrustRuleShape; signer: Extract<TrustRuleShape["signer"], { type: "key" }>; onChange: Change }) {
  return (
    <>
      <div className="wide">
        <Field label="Public key (PEM)" help="As cosign.pub has it. A private key is refused." value={signer.pem} lines={5} mono onChange={(pem) => onChange({ ...rule, signer: { ...signer, pem } })} />
      </div>
      <label className="wide check">
        <input type="checkbox" checked={signer.requireLog} onChange={(event) => onChange({ ...rule, signer: { ...signer, requireLog: event.target.checked } })} />
        Only with an entry in a transparency log
      </label>
    </>
  );
}

function IdentityFields({ rule, signer, roots, onChange }: {
  rule: TrustRuleShape;
  signer: Extract<TrustRuleShape["signer"], { type: "identity" }>;
  roots: string[];
  onChange: Change;
}) {
  const id = useId();
  const withSubject = (subject: typeof signer.subject): void => onChange({ ...rule, signer: { ...signer, subject } });
  return (
    <>
      <Field label="Issuer" help="One exact URL, such as https://token.actions.githubusercontent.com." value={signer.issuer} mono onChange={(issuer) => onChange({ ...rule, signer: { ...signer, issuer: issuer.trim() } })} />
      <div>
        <label htmlFor={`${id}-root`}>Trust root</label>
        <select
          id={`${id}-root`}
          value={signer.root ?? "public-good"}
          onChange={(event) => {
            const { root: _root, ...rest } = signer;
            onChange({ ...rule, signer: event.target.value === "public-good" ? rest : { ...rest, root: event.target.value } });
          }}
        >
          {roots.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <p className="small soft">Whose authority must have issued the certificate.</p>
      </div>
      <div>
        <label htmlFor={`${id}-kind`}>The subject is</label>
        <select id={`${id}-kind`} value={signer.subject.type} onChange={(event) => withSubject({ ...signer.subject, type: event.target.value === "pattern" ? "pattern" : "exact" })}>
          <option value="exact">exactly this</option>
          <option value="pattern">of this pattern</option>
        </select>
        <p className="small soft">A pattern begins with ^, ends with $, and names its host letter by letter.</p>
      </div>
      <Field label="Subject" help="The certificate's subject alternative name." value={signer.subject.value} mono onChange={(value) => withSubject({ ...signer.subject, value: value.trim() })} />
    </>
  );
}
