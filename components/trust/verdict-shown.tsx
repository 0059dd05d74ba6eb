import type { TrustVerdict } from "../../contracts/trust";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { Steps } from "./steps";

/** The answer of the test box: the verdict, each step, and each rule with why it does not hold. */
export function VerdictShown({ verdict }: { verdict: TrustVerdict }) {
  return (
    <section aria-label="The verdict" className="test-answer">
      <p className="ans" role="status">
        <b>{verdict.says}</b>
      </p>
      <dl className="kv">
        <dt>Document</dt>
        <dd>
          {verdict.room}
          {verdict.path !== "" && <>, inside: <Untrusted text={verdict.path} limit={120} /></>}
        </dd>
        <dt>Settings</dt>
        <dd>{verdict.policy}</dd>
        {verdict.signer !== null && (
          <>
            <dt>Signer</dt>
            <dd className="mono">
              <Untrusted text={verdict.signer} limit={500} />
            </dd>
          </>
        )}
        {verdict.root !== null && (
          <>
            <dt>Root</dt>
            <dd>{verdict.root}</dd>
          </>
        )}
      </dl>
      <h3 className="sub">Every step</h3>
      <Steps steps={verdict.steps} label="Steps of the verdict" />
      <h3 className="sub">Every rule</h3>
      {verdict.rules.length === 0 && <p className="note">There is no rule: nobody is trusted.</p>}
      <ul className="docs">
        {verdict.rules.map((rule) => (
          <li className="doc" key={rule.id}>
            <header>
              <h4>
                <Untrusted text={rule.name} limit={200} /> <span className="mono small soft">{rule.id}</span>
              </h4>
              <Status tone={rule.holds ? "met" : "needs"}>{rule.holds ? "Holds" : "Does not hold"}</Status>
            </header>
            {rule.why !== "" && (
              <p className="note wrap-any">
                <Untrusted text={rule.why} limit={2_000} />
              </p>
            )}
            {!rule.holds && (
              <details className="fold">
                <summary>Steps under this rule alone</summary>
                <Steps steps={rule.steps} label={`Steps under ${rule.id} alone`} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
