import type { ImageFilters } from "../../contracts/image";
import type { ImagesPage, ShellFrame } from "../../contracts/pages";
import { firstCommands } from "../overview/prepare-first-steps";
import { Commands } from "../ui/command";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { paths, type Query } from "../ui/prepare-paths";
import { countText, plural } from "../ui/prepare-time";
import { LineTable } from "./line-table";

const STATES: { status: ImageFilters["status"]; label: string }[] = [
  { status: undefined, label: "All" },
  { status: "fail", label: "Fails" },
  { status: "needs_evidence", label: "Needs evidence" },
  { status: "manual", label: "Needs a person" },
  { status: "pass", label: "Passes" },
  { status: "unevaluated", label: "Not evaluated" },
];

/** Which images do we have, and which are out of order? */
export function Images({ shell, asOf, page, filters, origin }: { shell: ShellFrame; asOf: string | null; page: ImagesPage; filters: ImageFilters; origin: string }) {
  const system = shell.system.name;
  const filter: Query = { q: filters.q, status: filters.status, owner: filters.owner };
  const query: Query = { ...filter, asOf };
  const to = (change: Query) => paths.images(system, { ...query, ...change });
  const filtered = Boolean(filters.q || filters.status || filters.owner);
  return (
    <>
      <h1 className="ans page-title">
        <b>{page.total.more ? `More than ${countText(page.total.count)} image lines` : plural(page.total.count, "image line")}</b>
        {filtered ? " match this filter." : ` in ${shell.system.title}.`}
      </h1>
      <div className="filters">
        <FilterBox action={paths.images(system, { asOf })} name="q" value={filters.q ?? ""} label="Filter images" placeholder="Name" keep={{ ...query, q: null }} />
        <FilterLinks label="State" links={STATES.map((state) => ({ href: to({ status: state.status }), label: state.label, current: filters.status === state.status }))} />
      </div>
      {page.owners.length > 0 && (
        <div className="filters">
          <FilterLinks
            label="Owner"
            links={[
              { href: to({ owner: null }), label: "Any owner", current: !filters.owner },
              { href: to({ owner: "none" }), label: "No owner", current: filters.owner === "none" },
              ...page.owners.slice(0, 12).map((owner) => ({ href: to({ owner }), label: owner, current: filters.owner === owner })),
            ]}
          />
        </div>
      )}
      {page.items.length > 0 ? (
        <LineTable rows={page.items} system={system} asOf={asOf} now={shell.now} />
      ) : filtered ? (
        <p className="note">No image line matches this filter.</p>
      ) : (
        <>
          <p className="note">No image is known yet. The first upload that names one puts it here.</p>
          <div className="gap-top">
            <Commands commands={firstCommands(system, origin).upload} />
          </div>
        </>
      )}
      <Pager shown={page.items.length} total={page.total.count} first={filters.cursor ? to({}) : null} next={page.nextCursor ? to({ cursor: page.nextCursor }) : null} csv={paths.api(system, "images.csv", filter)} json={paths.api(system, "images", filter)} />
    </>
  );
}
