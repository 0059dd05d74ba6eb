import Link from "next/link";
import type { DigestRow } from "../../contracts/digest";
import type { ImageRow } from "../../contracts/image";
import { ImageName } from "../ui/image-name";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { BASIS_WORDS, lineState, openText, sealsText } from "./prepare-line";

/** Image lines: the name, its current digest and why that one, its state, what is open, what is proven, whose it is. */
export function LineTable({ rows, system, asOf, now }: { rows: ImageRow[]; system: string; asOf: string | null; now: string }) {
  return (
    <table className="tbl rows cards">
      <caption className="vh">Image lines</caption>
      <thead>
        <tr>
          <th scope="col">Image line</th>
          <th scope="col">Current digest</th>
          <th scope="col">State</th>
          <th scope="col">Open</th>
          <th scope="col">Seals</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LineRow key={row.id} row={row} system={system} asOf={asOf} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function LineRow({ row, system, asOf, now }: { row: ImageRow; system: string; asOf: string | null; now: string }) {
  const state = lineState(row.current);
  return (
    <tr>
      <th scope="row" className="wrap-any">
        <Link className="row" href={paths.image(system, row.name, { asOf })}>
          <ImageName image={row.name} />
        </Link>
        <small>{plural(row.digestCount, "digest")}</small>
      </th>
      <td data-l="Current">
        {row.current ? <DigestText sha256={row.current.digest} href={paths.digest(system, row.current.digest, { image: row.name, asOf })} /> : <span className="muted">none</span>}
        <small>
          {BASIS_WORDS[row.currentBasis]}
          {row.current && <>, <Instant at={row.current.firstSeenAt} show="ago" asOf={now} /></>}
        </small>
      </td>
      <td data-l="State">
        <Status tone={state.tone}>{state.word}</Status>
        {row.breached > (row.current?.ladder?.breached ?? 0) && (
          <small>
            <Link href={paths.sla(system, { view: "table", due: "breached", image: row.name, asOf })}>{row.breached} past due in the line</Link>
          </small>
        )}
      </td>
      <td data-l="Open">
        <OpenCell open={row.current?.open ?? null} />
      </td>
      <td data-l="Seals" className="soft">
        {row.current ? sealsText(row.current.seals) : "–"}
      </td>
      <td data-l="Owner">{row.owner.team ? <Untrusted text={row.owner.team} limit={80} /> : <span className="muted">nobody</span>}</td>
    </tr>
  );
}

export function OpenCell({ open }: { open: DigestRow["open"] }) {
  const counts = openText(open);
  if (!counts) return <span className="muted">not scanned</span>;
  return (
    <>
      {counts.critical} critical, {counts.high} high
      <small>{counts.other} other</small>
    </>
  );
}
