import Link from "next/link";
import type { ReceiptRow, ReceiptsPage, ShellFrame } from "../../contracts/pages";
import { ImageName } from "../ui/image-name";
import { DigestText } from "../ui/digest-text";
import { Pager } from "../ui/filters";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { RECEIPT_STATES } from "./prepare-receipt";

/** Did my upload arrive, and why not? Newest first. */
export function Receipts({ shell, page, cursor }: { shell: ShellFrame; page: ReceiptsPage; cursor: string | null }) {
  const system = shell.system.name;
  return (
    <>
      <h1 className="ans page-title">
        <b>{page.waiting === 0 ? "Nothing waits to be read." : `${plural(page.waiting, "upload waits", "uploads wait")} to be read.`}</b> A receipt is
        never lost once it was given.
      </h1>
      {page.items.length === 0 ? (
        <p className="note">Nothing has been handed in yet.</p>
      ) : (
        <table className="tbl rows cards">
          <caption className="vh">Receipts, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Receipt</th>
              <th scope="col">Recorded, UTC</th>
              <th scope="col">From</th>
              <th scope="col">Files</th>
              <th scope="col">About</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {page.items.map((row) => (
              <Row key={row.id} row={row} system={system} />
            ))}
          </tbody>
        </table>
      )}
      <Pager shown={page.items.length} first={cursor ? paths.receipts(system) : null} next={page.nextCursor ? paths.receipts(system, { cursor: page.nextCursor }) : null} />
    </>
  );
}

function Row({ row, system }: { row: ReceiptRow; system: string }) {
  const state = RECEIPT_STATES[row.state];
  return (
    <tr>
      <th scope="row" className="mono">
        <Link className="row" href={paths.receipt(system, row.id)}>
          {row.id.slice(0, 8)}
          <span className="vh">{row.id.slice(8)}</span>
        </Link>
      </th>
      <td data-l="Recorded">
        <Instant at={row.recordedAt} />
      </td>
      <td data-l="From" className="wrap-any">
        <Untrusted text={row.actor} limit={100} />
      </td>
      <td data-l="Files" className="wrap-any">
        <Untrusted text={row.files.slice(0, 3).join(", ")} limit={200} />
        {row.files.length > 3 && <small>and {row.files.length - 3} more</small>}
      </td>
      <td data-l="About" className="wrap-any">
        {row.claimedImage ? <ImageName image={row.claimedImage} /> : <span className="muted">no image named</span>}
        {row.claimedDigest && (
          <small>
            <DigestText sha256={row.claimedDigest} href={paths.digest(system, row.claimedDigest)} />
          </small>
        )}
      </td>
      <td data-l="State">
        <Status tone={state.tone}>{state.word}</Status>
        {row.problem && (
          <small className="wrap-any">
            <Untrusted text={row.problem.detail} limit={200} />
          </small>
        )}
      </td>
    </tr>
  );
}
