import type { TrustDetail } from "../../contracts/trust";
import { Instant } from "../ui/instant";
import { Taken, type TakenAt } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { howText } from "./prepare-trust";

const ACTIONS: Record<string, string> = {
  "trust.proposed": "proposed a change", "trust.approved": "approved it", "trust.refused": "refused it", "trust.withdrawn": "withdrew it",
  "trust.elapsed": "24 hours were over", "trust.changed": "settings took effect", "trust.root-imported": "imported a trust root",
};

/** Each version with its author, who approved it and how; then the audit log's own rows. */
export function TrustHistory({ trust, at }: { trust: TrustDetail; at: (table: "history" | "audit") => TakenAt }) {
  return (
    <>
      {trust.history.length === 0 ? <p className="note">Nobody has written settings yet.</p> : <Versions history={trust.history} />}
      {trust.history.length > 0 && <Taken {...at("history")} of="versions and changes" />}
      {trust.audit.length > 0 && (
        <details className="fold">
          <summary>What the audit log says ({trust.audit.length})</summary>
          <table className="tbl rows cards">
            <caption className="vh">Audit rows about trust, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              {trust.audit.map((row) => (
                <tr key={row.seq}>
                  <th scope="row">
                    {row.seq}
                    <small>{row.sealed ? "sealed" : "not sealed yet"}</small>
                  </th>
                  <td data-l="When">
                    <Instant at={row.at} />
                  </td>
                  <td data-l="Who">
                    <Untrusted text={row.actor} limit={100} />
                  </td>
                  <td data-l="What" className="wrap-any">
                    {ACTIONS[row.action] ?? row.action}
                    <small className="mono">
                      <Untrusted text={row.object} limit={100} />
                    </small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Taken {...at("audit")} of="audit rows about trust" />
        </details>
      )}
    </>
  );
}

function Versions({ history }: { history: TrustDetail["history"] }) {
  return (
    <table className="tbl rows cards">
      <caption className="vh">Versions of the settings and changes that nothing came of, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">When</th>
          <th scope="col">Author</th>
          <th scope="col">How</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {history.map((one) => (
          <tr key={one.change ?? `version ${one.version}`}>
            <th scope="row">
              {one.version ?? "none"}
              <small>{one.rules === 1 ? "1 rule" : `${one.rules} rules`}</small>
            </th>
            <td data-l="When">
              <Instant at={one.at} />
            </td>
            <td data-l="Author">
              <Untrusted text={one.author.name} limit={100} />
            </td>
            <td data-l="How">
              <Untrusted text={howText(one)} limit={200} />
            </td>
            <td data-l="Why" className="wrap-any">
              {one.reason === null ? <span className="muted">not stated</span> : <Untrusted text={one.reason} limit={500} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
