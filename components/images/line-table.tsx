import Link from "next/link";
import type { DigestRow } from "../../contracts/digest";
import type { ImageFilters, ImageRow, ImageSort } from "../../contracts/image";
import { ImageName } from "../ui/image-name";
import { DigestText } from "../ui/digest-text";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { SortHead } from "../ui/sort-head";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { BASIS_WORDS, controlsText, lineState, openText, sealsText } from "./prepare-line";

/** The order a list is in, and the address of each other one. */
export interface LineOrder {
  sorted: NonNullable<ImageFilters["sort"]>;
  to: (by: ImageSort) => string;
}

const HEADS: { by: ImageSort; label: string }[] = [
  { by: "name", label: "Image line" },
  { by: "seen", label: "Current digest" },
  { by: "state", label: "State" },
  { by: "open", label: "Open" },
  { by: "seals", label: "Seals" },
  { by: "controls", label: "Controls" },
  { by: "owner", label: "Owner" },
];

/** Numbers and instants fall in their plain order; names, owners and how much is proven rise. */
const RISING: readonly ImageSort[] = ["name", "owner", "seals"];

/**
 * Image lines: the name, its current digest and why that one, its state, what is open, what is proven, what controls
 * come to, whose it is. Sorted by pressing a head where an order is given.
 */
export function LineTable({ rows, system, asOf, now, order }: { rows: ImageRow[]; system: string; asOf: string | null; now: string; order?: LineOrder }) {
  return (
    <table className="tbl rows cards lines">
      <caption className="vh">Image lines</caption>
      <thead>
        <tr>
          {HEADS.map(({ by, label }) =>
            order ? (
              <SortHead key={by} href={order.to(by)} sorted={order.sorted.replace("-", "") === by} descending={RISING.includes(by) === order.sorted.startsWith("-")}>
                {label}
              </SortHead>
            ) : (
              <th scope="col" key={by}>
                {label}
              </th>
            ),
          )}
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
      <td data-l="Controls" className="soft">
        <ControlsCell current={row.current} />
      </td>
      <td data-l="Owner">{row.owner.team ? <Untrusted text={row.owner.team} limit={80} /> : <span className="muted">nobody</span>}</td>
    </tr>
  );
}

function ControlsCell({ current }: { current: DigestRow | null }) {
  const text = controlsText(current?.frameworks ?? []);
  if (!text) return <span className="muted">none evaluated</span>;
  return (
    <>
      {text.lead}
      {text.rest && <small>{text.rest}</small>}
    </>
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
