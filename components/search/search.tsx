import type { ShellFrame } from "../../contracts/pages";
import type { SearchAnswer, SearchFilters } from "../../contracts/search";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { paths, type Query } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Section } from "../ui/section";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { NamesFound } from "./names-found";
import { PlaceTable } from "./place-table";
import { ageText, searchQuery } from "./prepare-search";
import { VersionTable } from "./version-table";

/** Where is this vulnerability, package, image or digest? Nothing found says what was looked through and how old it is. */
export function Search({ shell, answer, filters, asOf }: { shell: ShellFrame; answer: SearchAnswer; filters: SearchFilters; asOf: string | undefined }) {
  const system = shell.system.name;
  return (
    <>
      <h1 className="ans page-title">
        <b>{answer.says.lead}</b> {answer.says.rest}
      </h1>
      <p className="small soft">
        {answer.q !== "" && (
          <>
            Asked for “<Untrusted text={answer.q} limit={120} />”{answer.ids.length > 1 && <>, also known as <Untrusted text={answer.ids.filter((id) => id !== answer.q).slice(0, 6).join(", ")} limit={200} /></>}.{" "}
          </>
        )}
        {answer.searched} {ageText(answer)}
      </p>
      <div className="filters">
        <FilterBox action={paths.search(system)} name="q" value={answer.q} label="Search this system" placeholder="CVE, package, image or digest" keep={{ asOf }} />
        {answer.counts && <Choices system={system} answer={answer} filters={filters} asOf={asOf} />}
      </div>
      {answer.counts && <Places system={system} answer={answer} filters={filters} asOf={asOf} now={shell.now} />}
      <NamesFound system={system} answer={answer} asOf={asOf} />
    </>
  );
}

function Choices({ system, answer, filters, asOf }: { system: string; answer: SearchAnswer; filters: SearchFilters; asOf: string | undefined }) {
  const to = (change: Query) => paths.search(system, { ...searchQuery(filters, asOf), ...change });
  const counts = answer.counts;
  if (!counts) return null;
  const states = [
    { status: "open", label: "Open", count: counts.open },
    { status: "under_investigation", label: "Under investigation", count: counts.underInvestigation },
    { status: "excepted", label: "Excepted", count: counts.excepted },
    { status: "vex_fixed", label: "Fixed by VEX", count: counts.fixedByVex },
    { status: "vex_not_affected", label: "Not affected", count: counts.notAffected },
    { status: "gone", label: "No longer seen", count: counts.gone },
  ];
  return (
    <>
      <FilterLinks
        label="Where"
        links={[
          { href: to({ where: null }), label: "All digests", count: counts.digests, current: !filters.where },
          { href: to({ where: "current" }), label: "Current", count: counts.current, current: filters.where === "current" },
          { href: to({ where: "superseded" }), label: "Superseded", count: counts.superseded, current: filters.where === "superseded" },
        ]}
      />
      {answer.kind === "vulnerability" && (
        <FilterLinks
          label="State"
          links={states
            .filter((one) => one.count > 0 || one.status === filters.status)
            .map((one) => ({ href: to({ status: filters.status === one.status ? null : one.status }), label: one.label, count: one.count, current: filters.status === one.status }))}
        />
      )}
    </>
  );
}

function Places({ system, answer, filters, asOf, now }: { system: string; answer: SearchAnswer; filters: SearchFilters; asOf: string | undefined; now: string }) {
  const query = searchQuery(filters, asOf);
  const list = { ...query, asOf: null };
  return (
    <>
      <Section title="Where" reference={answer.kind === "package" ? "by bills of materials and findings" : "by the newest evaluation of each digest"}>
        <PlaceTable system={system} items={answer.items} asOf={asOf} now={now} />
        <Pager
          shown={answer.items.length}
          first={filters.cursor ? paths.search(system, query) : null}
          next={answer.nextCursor ? paths.search(system, { ...query, cursor: answer.nextCursor }) : null}
          csv={paths.api(system, "search.csv", list)}
          json={paths.api(system, "search", list)}
        />
      </Section>
      {answer.versions.length > 0 && (
        <Section title="Package versions" reference={plural(answer.versions.length, "version")}>
          <VersionTable versions={answer.versions} />
          <Taken system={system} list="search/versions" query={{ q: answer.q }} of="versions" />
        </Section>
      )}
    </>
  );
}
