import Link from "next/link";
import type { ReceiptsPage, ShellFrame } from "../../contracts/pages";
import type { ReceiptFilters, ReceiptRow } from "../../contracts/receipt";
import { HandInTitle } from "../ingest/hand-in-title";
import { RefreshWhile } from "../frame/refresh-while";
import { DigestText } from "../ui/digest-text";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { ImageName } from "../ui/image-name";
import { Instant } from "../ui/instant";
import { paths, type Query } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { documentsText, OUTCOME_LABELS, OUTCOMES, RECEIPT_STATES } from "./prepare-receipt";

/** Did my upload arrive, and why not? Newest first; the address carries the filter. */
export function Receipts({ shell, asOf, page, filters, mayHandIn }: { shell: ShellFrame; asOf: string | null; page: ReceiptsPage; filters: ReceiptFilters; mayHandIn: boolean }) {
  const system = shell.system.name;
  const filter: Query = { q: filters.q, state: filters.state, outcome: filters.outcome };
  const query: Query = { ...filter, asOf };
  const to = (change: Query) => paths.receipts(system, { ...query, ...change });
  return (
    <>
      <HandInTitle system={system} asOf={asOf} mayHandIn={mayHandIn}>
        <b>{page.waiting === 0 ? "Nothing waits to be read." : `${plural(page.waiting, "upload waits", "uploads wait")} to be read.`}</b> A receipt is never lost once it was given.
      </HandInTitle>
      <div className="filters">
        <FilterBox action={paths.receipts(system, { asOf })} name="q" value={filters.q ?? ""} label="Filter receipts" placeholder="File, image, hash or sender" keep={{ ...query, q: null }} />
        <FilterLinks
          label="State"
          links={[
            { href: to({ state: null }), label: "Any state", count: page.total, current: !filters.state },
            ...page.states.map(({ state, count }) => ({ href: to({ state }), label: RECEIPT_STATES[state].word, count, current: filters.state === state })),
          ]}
        />
      </div>
      <div className="filters">
        <FilterLinks
          label="What became of the documents"
          links={[
            { href: to({ outcome: null }), label: "Any outcome", current: !filters.outcome },
            ...OUTCOMES.map((outcome) => ({ href: to({ outcome }), label: OUTCOME_LABELS[outcome], current: filters.outcome === outcome })),
          ]}
        />
      </div>
      {page.items.length === 0 ? (
        <p className="note">{page.total === 0 ? "Nothing has been handed in yet." : "No receipt matches this filter."}</p>
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
              <th scope="col">Documents</th>
            </tr>
          </thead>
          <tbody>
            {page.items.map((row) => (
              <Row key={row.id} row={row} system={system} asOf={asOf} />
            ))}
          </tbody>
        </table>
      )}
      <Pager
        shown={page.items.length}
        {...(filters.q || filters.state || filters.outcome ? {} : { total: page.total })}
        first={filters.cursor ? to({}) : null}
        next={page.nextCursor ? to({ cursor: page.nextCursor }) : null}
        csv={paths.api(system, "receipts.csv", filter)}
        json={paths.api(system, "receipts", filter)}
      />
      <RefreshWhile active={page.waiting > 0} />
    </>
  );
}

function Row({ row, system, asOf }: { row: ReceiptRow; system: string; asOf: string | null }) {
  const state = RECEIPT_STATES[row.state];
  const documents = documentsText(row);
  return (
    <tr>
      <th scope="row" className="mono">
        <Link className="row" href={paths.receipt(system, row.id, { asOf })}>
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
            <DigestText sha256={row.claimedDigest} href={paths.digest(system, row.claimedDigest, { asOf })} />
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
      <td data-l="Documents">
        <Status tone={documents.tone}>{documents.text}</Status>
      </td>
    </tr>
  );
}
