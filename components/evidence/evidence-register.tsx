import Link from "next/link";
import type { EvidenceFilters } from "../../contracts/evidence";
import type { EvidenceRegister, ShellFrame } from "../../contracts/pages";
import { HandInTitle } from "../ingest/hand-in-title";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { paths, type Query } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { RegisterTable } from "./register-table";
import { registerSentence } from "./prepare-register";

const BINDINGS = [
  ["subject", "Signed subject"],
  ["named", "Names its digest"],
  ["claimed", "Claimed"],
  ["pending", "Pending"],
  ["conflict", "Conflict"],
] as const;

/** What do we hold, and is it intact? Every document, newest first, with its raw bytes one press away. */
export function EvidenceRegisterView({ shell, asOf, page, filters, mayHandIn }: { shell: ShellFrame; asOf: string | null; page: EvidenceRegister; filters: EvidenceFilters; mayHandIn: boolean }) {
  const system = shell.system.name;
  const filter: Query = { q: filters.q, kind: filters.kind, status: filters.status, verification: filters.verification };
  const query: Query = { ...filter, asOf };
  const to = (change: Query) => paths.evidence(system, { ...query, ...change });
  const sentence = registerSentence(page);
  return (
    <>
      <HandInTitle system={system} asOf={asOf} mayHandIn={mayHandIn}>
        <b>{sentence.lead}</b>
        {sentence.rest}
      </HandInTitle>
      <div className="filters">
        <FilterBox action={paths.evidence(system, { asOf })} name="q" value={filters.q ?? ""} label="Filter evidence" placeholder="File, hash, image or tool" keep={{ ...query, q: null }} />
        <FilterLinks
          label="Binding"
          links={[
            { href: to({ status: null }), label: "Any binding", current: !filters.status },
            ...BINDINGS.map(([status, label]) => ({ href: to({ status }), label, current: filters.status === status })),
          ]}
        />
      </div>
      <div className="filters">
        <FilterLinks
          label="Kind"
          links={[
            { href: to({ kind: null }), label: "All kinds", count: page.total, current: !filters.kind },
            ...page.kinds.map((kind) => ({ href: to({ kind: kind.kind }), label: kind.kind.replaceAll("_", " "), count: kind.count, current: filters.kind === kind.kind })),
          ]}
        />
      </div>
      {page.items.some(({ verification }) => verification.state === "unknown") && (
        <p className="note">
          Not verified means signed by somebody no rule is about, or not judged yet: <Link href={paths.trust(system, "signers")}>how to trust a signer</Link>.
        </p>
      )}
      {page.items.length === 0 ? (
        <p className="note">{page.total === 0 ? "Nothing has been handed in yet. What is uploaded stays here byte for byte, whatever becomes of it." : "No document matches this filter."}</p>
      ) : (
        <RegisterTable items={page.items} pages={page.pages} system={system} asOf={asOf} />
      )}
      <Pager shown={page.items.length} total={page.total} first={filters.cursor ? to({}) : null} next={page.nextCursor ? to({ cursor: page.nextCursor }) : null} csv={paths.api(system, "evidence.csv", filter)} json={paths.api(system, "evidence", filter)} />
      <p className="note">{plural(page.total, "document")} read out of what was handed in. A file that wraps others counts once for itself and once for each inside.</p>
    </>
  );
}
