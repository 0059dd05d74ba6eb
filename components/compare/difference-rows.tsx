import Link from "next/link";
import type { ReactNode } from "react";
import type { CompareHead } from "../../contracts/compare";
import type { FactDifference, FindingDifference, FindingSide, PackageDifference } from "../../domain/compare/model";
import { placeState } from "../search/prepare-search";
import { DigestText } from "../ui/digest-text";
import { paths } from "../ui/prepare-paths";
import { SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { CHANGE_WORDS } from "./prepare-compare";

const Change = ({ change }: { change: keyof typeof CHANGE_WORDS }) => <Status tone={CHANGE_WORDS[change].tone}>{CHANGE_WORDS[change].word}</Status>;
const None = () => <span className="muted">not there</span>;

/** What is compared, as a row each: what became of it, what it is (`columns`), and either side. */
function DifferenceTable({ what, columns, children }: { what: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <table className="tbl rows cards diff">
      <caption className="vh">{what} of a and b</caption>
      <thead>
        <tr>
          {["Change", ...columns, "a", "b"].map((name) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function FindingRows({ rows, system, head, asOf }: { rows: FindingDifference[]; system: string; head: CompareHead; asOf: string | undefined }) {
  return (
    <DifferenceTable what="Findings" columns={["Vulnerability", "Package"]}>
      {rows.map((row) => {
        const side = row.b ? head.b : head.a;
        return (
          <tr key={`${row.vulnerability} ${row.packageKey}`}>
            <td data-l="Change">
              <Change change={row.change} />
              {row.why && <small className="wrap-any">{row.why}</small>}
            </td>
            <th scope="row" className="wrap-any">
              <Link className="row" href={paths.digest(system, side.digest, { tab: "vulnerabilities", q: row.vulnerability, image: side.image, asOf })}>
                <Untrusted text={row.vulnerability} limit={120} />
              </Link>
              <small>
                <SeverityWord severity={row.severity} />
              </small>
            </th>
            <td data-l="Package" className="wrap-any">
              <Untrusted text={row.packageName} limit={160} />
            </td>
            <td data-l="a" className="wrap-any">
              <SideCell side={row.a} />
            </td>
            <td data-l="b" className="wrap-any">
              <SideCell side={row.b} />
            </td>
          </tr>
        );
      })}
    </DifferenceTable>
  );
}

function SideCell({ side }: { side: FindingSide | null }) {
  if (!side) return <None />;
  return (
    <>
      <span className="mono">
        <Untrusted text={side.version ?? "no version"} limit={80} />
      </span>
      <small>
        {placeState(side).word}
        {side.fixedVersion && (
          <>
            , fixed in <Untrusted text={side.fixedVersion} limit={80} />
          </>
        )}
      </small>
    </>
  );
}

export function PackageRows({ rows }: { rows: PackageDifference[] }) {
  return (
    <DifferenceTable what="Packages" columns={["Package"]}>
      {rows.map((row) => (
        <tr key={row.key}>
          <td data-l="Change">
            <Change change={row.change} />
          </td>
          <th scope="row" className="wrap-any">
            <Untrusted text={row.name} limit={200} />
            <small>{row.type}</small>
          </th>
          <td data-l="a" className="mono wrap-any">
            <Versions list={row.a} there={row.change !== "added"} />
          </td>
          <td data-l="b" className="mono wrap-any">
            <Versions list={row.b} there={row.change !== "removed"} />
          </td>
        </tr>
      ))}
    </DifferenceTable>
  );
}

function Versions({ list, there }: { list: string[]; there: boolean }) {
  if (!there) return <None />;
  return list.length === 0 ? <span className="muted">no version</span> : <Untrusted text={list.join(", ")} limit={300} />;
}

export function FactRows({ rows, caption }: { rows: FactDifference[]; caption: string }) {
  return (
    <DifferenceTable what={caption} columns={["What"]}>
      {rows.map((row) => (
        <tr key={`${row.field} ${row.name}`}>
          <td data-l="Change">
            <Change change={row.change} />
          </td>
          <th scope="row" className="wrap-any">
            {row.field}
            {row.name !== null && (
              <small className="mono">
                <Untrusted text={row.name} limit={200} />
              </small>
            )}
          </th>
          <td data-l="a" className="mono wrap-any">
            <Value text={row.a} known={row.change !== "unknown"} />
          </td>
          <td data-l="b" className="mono wrap-any">
            <Value text={row.b} known={row.change !== "unknown"} />
          </td>
        </tr>
      ))}
    </DifferenceTable>
  );
}

function Value({ text, known }: { text: string | null; known: boolean }) {
  if (text === null) return <span className="muted">{known ? "not set" : "not known"}</span>;
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return <DigestText sha256={text} />;
  return <Untrusted text={text} limit={400} />;
}
