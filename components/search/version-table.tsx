import type { VersionSpread } from "../../contracts/search";
import { countText } from "../ui/prepare-time";
import { Untrusted } from "../ui/untrusted";

/** How the versions of a package are spread over digests. */
export function VersionTable({ versions }: { versions: VersionSpread[] }) {
  return (
    <table className="tbl rows cards">
      <caption className="vh">Versions, and how many digests have each</caption>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Package</th>
          <th scope="col" className="num">
            Current digests
          </th>
          <th scope="col" className="num">
            All digests
          </th>
        </tr>
      </thead>
      <tbody>
        {versions.map((row) => (
          <tr key={`${row.key} ${row.version}`}>
            <th scope="row" className="mono wrap-any">
              <Untrusted text={row.version ?? "no version"} limit={120} />
            </th>
            <td data-l="Package" className="wrap-any">
              <Untrusted text={row.name} limit={160} />
              <small>{row.type}</small>
            </td>
            <td data-l="Current" className="num">
              {countText(row.current)}
            </td>
            <td data-l="All" className="num">
              {countText(row.digests)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
