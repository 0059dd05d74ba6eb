import type { TrustDetail } from "../../contracts/trust";
import { Instant } from "../ui/instant";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";

/** Tokens whose unsigned bills of materials and scans count, labelled so. */
export function AcceptedTokens({ tokens, ids }: { tokens: TrustDetail["tokens"]; ids: string[] }) {
  const unknown = ids.filter((id) => !tokens.some((token) => token.id === id));
  if (ids.length === 0) return <p className="note">Nothing unsigned counts.</p>;
  return (
    <table className="tbl rows cards">
      <caption className="vh">Tokens whose unsigned reports count</caption>
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col">Made</th>
          <th scope="col">Last used</th>
          <th scope="col">Until</th>
        </tr>
      </thead>
      <tbody>
        {tokens.filter(({ accepted }) => accepted).map((token) => (
          <tr key={token.id}>
            <th scope="row">
              <Untrusted text={token.name} limit={100} />
              <small className="mono">{token.id}</small>
            </th>
            <td data-l="Made">
              <Instant at={token.createdAt} />
            </td>
            <td data-l="Last used">{token.lastUsedAt === null ? <span className="muted">never</span> : <Instant at={token.lastUsedAt} />}</td>
            <td data-l="Until">
              {token.revokedAt !== null ? (
                <Status tone="none">Revoked</Status>
              ) : (
                <Instant at={token.expiresAt} />
              )}
            </td>
          </tr>
        ))}
        {unknown.map((id) => (
          <tr key={id}>
            <th scope="row" className="mono wrap-any">
              <Untrusted text={id} limit={128} />
            </th>
            <td colSpan={3}>
              <Status tone="needs">No token of this id is known here</Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Authorities under which certificates are believed. */
export function TrustRoots({ roots }: { roots: TrustDetail["roots"] }) {
  return (
    <table className="tbl rows cards">
      <caption className="vh">Trust roots</caption>
      <thead>
        <tr>
          <th scope="col">Root</th>
          <th scope="col">Version</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {roots.map((root) => (
          <tr key={root.sha256 ?? root.version}>
            <th scope="row">{root.name ?? <Status tone="none">Not in use</Status>}</th>
            <td data-l="Version" className="wrap-any">
              <span className="mono">{root.sha256 === null ? root.version : `sha256:${root.sha256}`}</span>
            </td>
            <td data-l="From" className="wrap-any">
              <Untrusted text={root.source} limit={500} />
              {root.author !== null && (
                <small>
                  imported by <Untrusted text={root.author.name} limit={100} />, <Instant at={root.recordedAt} />
                </small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
