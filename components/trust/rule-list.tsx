import type { TrustDetail, TrustRuleShape } from "../../contracts/trust";
import { Untrusted } from "../ui/untrusted";
import { scopeOf, signerView } from "./prepare-trust";

/** Who may sign, what, for which images and when. */
export function RuleList({ rules, keys, caption }: { rules: TrustRuleShape[]; keys: TrustDetail["keys"]; caption: string }) {
  if (rules.length === 0) return <p className="note">No rule: nothing can be verified.</p>;
  return (
    <table className="tbl rows cards trusted">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Signer</th>
          <th scope="col">May sign</th>
          <th scope="col">For images</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} keys={keys} />
        ))}
      </tbody>
    </table>
  );
}

function RuleRow({ rule, keys }: { rule: TrustRuleShape; keys: TrustDetail["keys"] }) {
  const signer = signerView(rule, keys);
  const scope = scopeOf(rule);
  return (
    <tr>
      <th scope="row">
        <Untrusted text={rule.name} limit={200} />
        <small className="mono">{rule.id}</small>
      </th>
      <td data-l="Signer" className="wrap-any">
        <span className="mono">
          <Untrusted text={signer.who} limit={1_024} />
        </span>
        <small>{signer.how}</small>
        {signer.issuer !== null && (
          <small>
            vouched for by <Untrusted text={signer.issuer} limit={512} />, certificate under the root {signer.root}
          </small>
        )}
        {signer.pem !== null && (
          <details className="pem">
            <summary>The key itself</summary>
            <pre className="pre" tabIndex={0} aria-label={`Public key of ${rule.id}`}>
              {signer.pem.trim()}
            </pre>
          </details>
        )}
      </td>
      <td data-l="May sign" className="wrap-any">
        <Lines texts={scope.what} />
      </td>
      <td data-l="Images" className="wrap-any">
        <Lines texts={scope.images} />
      </td>
      <td data-l="When">{scope.when}</td>
    </tr>
  );
}

function Lines({ texts }: { texts: string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>
          <Untrusted text={text} limit={512} />
        </li>
      ))}
    </ul>
  );
}
