import Link from "next/link";
import type { CompareHead } from "../../contracts/compare";
import type { FactDifference, FindingDifference, PackageDifference } from "../../domain/compare/model";
import { CopyButton } from "../ui/copy-button";
import { paths } from "../ui/prepare-paths";
import { CompareFacts } from "./compare-facts";
import { CompareSection } from "./compare-section";
import { FactRows, FindingRows, PackageRows } from "./difference-rows";
import { compareQueryOf, LISTS, type CompareChoice } from "./prepare-compare";

export interface ComparePageData {
  head: CompareHead;
  findings: Shown<FindingDifference>;
  packages: Shown<PackageDifference>;
  configuration: Shown<FactDifference>;
  provenance: Shown<FactDifference>;
}

export interface Shown<T> {
  items: T[];
  nextCursor: string | null;
}

/** What did the rebuild change? The answer, what it rests on, then the four lists; or one of them, whole. */
export function Compare({ system, data, choice, origin }: { system: string; data: ComparePageData; choice: CompareChoice; origin: string }) {
  const { head } = data;
  const query = compareQueryOf(choice);
  const here = paths.compare(system, query);
  return (
    <>
      <div className="title">
        <h1 className="ans page-title">
          <b>{head.says.lead}</b> {head.says.rest}
        </h1>
        <div className="acts">
          <Link className="btn" href={paths.compare(system, { ...query, a: choice.b, b: choice.a, change: null })}>
            Swap
          </Link>
          <span className="btn copy-link">
            Copy link
            <CopyButton text={origin + here} label="Copy link to this comparison" />
          </span>
        </div>
      </div>
      <CompareFacts system={system} head={head} choice={choice} />
      {head.warnings.length > 0 && (
        <ul className="warnings" aria-label="Why the two are not one measure">
          {head.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {head.state === "choose-platform" ? (
        <PlatformChoice system={system} head={head} choice={choice} />
      ) : (
        LISTS.filter(({ id }) => !choice.list || choice.list === id).map(({ id, title }) => (
          <CompareSection key={id} system={system} head={head} choice={choice} list={id} title={title} shown={data[id].items.length} next={data[id].nextCursor}>
            {id === "findings" ? (
              <FindingRows rows={data.findings.items} system={system} head={head} asOf={choice.asOf} />
            ) : id === "packages" ? (
              <PackageRows rows={data.packages.items} />
            ) : (
              <FactRows rows={data[id].items} caption={title} />
            )}
          </CompareSection>
        ))
      )}
    </>
  );
}

function PlatformChoice({ system, head, choice }: { system: string; head: CompareHead; choice: CompareChoice }) {
  if (head.platforms.length === 0) return <p className="note">Choose two digests that have a platform in common, or two platform manifests.</p>;
  return (
    <nav className="fgroup gap-top" aria-label="Platform">
      {head.platforms.map((platform) => (
        <Link className="f" key={platform} href={paths.compare(system, { ...compareQueryOf(choice), platform })}>
          {platform}
        </Link>
      ))}
    </nav>
  );
}
