import type { ImageFilters, ImageSort } from "../../contracts/image";
import type { ImagesPage, ShellFrame } from "../../contracts/pages";
import { firstCommands } from "../overview/prepare-first-steps";
import { Commands } from "../ui/command";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { paths, type Query } from "../ui/prepare-paths";
import { escapeUntrusted } from "../ui/prepare-untrusted";
import { LineTable } from "./line-table";
import { facetRows, imagesSentence, isFiltered, nextSort, queryOf } from "./prepare-images";

const SORTS: { sort: ImageSort; label: string }[] = [
  { sort: "state", label: "Worst state" },
  { sort: "open", label: "Most open" },
  { sort: "seals", label: "Least proven" },
  { sort: "seen", label: "Newest" },
  { sort: "name", label: "Name" },
  { sort: "owner", label: "Owner" },
];

/** Which images do we have, and which are out of order? */
export function Images({ shell, asOf, page, filters, origin }: { shell: ShellFrame; asOf: string | null; page: ImagesPage; filters: ImageFilters; origin: string }) {
  const system = shell.system.name;
  const filter = queryOf(filters);
  const query: Query = { ...filter, asOf };
  const to = (change: Query) => paths.images(system, { ...query, ...change });
  const sorted = filters.sort ?? "name";
  const sentence = imagesSentence(page, filters, shell.counts.images);
  return (
    <>
      <h1 className="ans page-title">
        <b>{sentence.lead}</b>
        {sentence.rest}
      </h1>
      <div className="filters">
        <FilterBox action={paths.images(system, { asOf })} name="q" value={filters.q ?? ""} label="Filter images" placeholder="Name" keep={{ ...query, q: null }} />
        {isFiltered(filters) && <FilterLinks label="Filters in force" links={[{ href: paths.images(system, { sort: filters.sort, asOf }), label: "Clear all filters", current: false }]} />}
      </div>
      <div className="facets">
        {facetRows(page, filters).map((row) => (
          <div className="facet" key={row.facet}>
            <span aria-hidden="true">{row.label}</span>
            <FilterLinks
              label={row.label}
              links={row.links.map(({ value, label, count, current }) => ({ href: to({ [row.facet]: value }), label: escapeUntrusted(label, 80), current, ...(count === undefined ? {} : { count }) }))}
            />
          </div>
        ))}
        <div className="facet only-cards">
          <span aria-hidden="true">Sort</span>
          <FilterLinks label="Sort" links={SORTS.map(({ sort, label }) => ({ href: to({ sort }), label, current: sorted === sort }))} />
        </div>
      </div>
      {page.items.length > 0 ? (
        <LineTable rows={page.items} system={system} asOf={asOf} now={shell.now} order={{ sorted, to: (by) => to({ sort: nextSort(by, sorted) }) }} />
      ) : isFiltered(filters) ? (
        <p className="note">No image line matches this filter. Name and every choice above narrow the list together.</p>
      ) : (
        <>
          <p className="note">No image is known yet. The first upload that names one puts it here.</p>
          <div className="gap-top">
            <Commands commands={firstCommands(system, origin).upload} />
          </div>
        </>
      )}
      <Pager shown={page.items.length} total={page.total} first={filters.cursor ? to({}) : null} next={page.nextCursor ? to({ cursor: page.nextCursor }) : null} csv={paths.api(system, "images.csv", filter)} json={paths.api(system, "images", filter)} />
    </>
  );
}
