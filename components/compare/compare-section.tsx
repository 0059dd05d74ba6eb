import Link from "next/link";
import type { CompareHead, CompareList } from "../../contracts/compare";
import { FilterLinks, Pager } from "../ui/filters";
import { paths } from "../ui/prepare-paths";
import { Section } from "../ui/section";
import { CHANGE_WORDS, changesOf, compareQueryOf, differText, isQuiet, type CompareChoice } from "./prepare-compare";

const MISSING: Record<CompareList, (head: CompareHead) => string | null> = {
  findings: () => null,
  packages: (head) => (head.packages === null ? "A side without a bill of materials is not an empty side: what packages changed cannot be told." : null),
  configuration: (head) => (head.a.config && head.b.config ? null : "The image config of a side is not held: what changed in it cannot be told."),
  provenance: (head) => (head.a.provenance && head.b.provenance ? null : "A side has no provenance: what changed in how it was built cannot be told."),
};

/** One list with its counts as links; what did not change is shown when it is asked for. */
export function CompareSection({ system, head, choice, list, title, shown, next, children }: {
  system: string;
  head: CompareHead;
  choice: CompareChoice;
  list: CompareList;
  title: string;
  shown: number;
  next: string | null;
  children: React.ReactNode;
}) {
  const query = { ...compareQueryOf(choice), list, change: null };
  const changes = changesOf(head, list);
  const total = changes.reduce((sum, { count }) => sum + count, 0);
  const loud = changes.filter(({ change }) => !isQuiet(change)).reduce((sum, { count }) => sum + count, 0);
  const untold = changes.find(({ change }) => change === "unknown")?.count ?? 0;
  const missing = MISSING[list](head);
  const filters = { a: choice.a, b: choice.b, image: choice.image, platform: choice.platform, asOf: choice.asOf, list, change: choice.list === list ? choice.change : null };
  const one = choice.list === list;
  return (
    <Section title={title} reference={total === 0 ? "nothing to compare" : differText(loud - untold, untold, total)} id={list}>
      {missing && <p className="note">{missing}</p>}
      {total > 0 && (
        <FilterLinks
          label={`${title}: change`}
          links={[
            { href: paths.compare(system, query), label: "All", count: total, current: one && !choice.change },
            ...changes.map(({ change, count }) => ({
              href: paths.compare(system, { ...query, change }), label: CHANGE_WORDS[change].word, count, current: one && choice.change === change,
            })),
          ]}
        />
      )}
      {total > 0 && (shown > 0 ? children : <p className="note">{one ? "No row of this kind." : "Nothing differs."}</p>)}
      {total > 0 && (
        <Pager
          shown={shown}
          total={one ? undefined : total}
          first={one && choice.cursor ? paths.compare(system, { ...query, change: choice.change }) : null}
          next={next ? paths.compare(system, { ...query, change: one ? choice.change : null, cursor: one ? next : null }) : null}
          csv={paths.api(system, "compare.csv", filters)}
          json={paths.api(system, "compare", filters)}
        />
      )}
      {one && (
        <p className="small">
          <Link href={paths.compare(system, { ...query, list: null })}>All four lists</Link>
        </p>
      )}
    </Section>
  );
}
