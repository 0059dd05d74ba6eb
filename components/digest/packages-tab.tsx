import Link from "next/link";
import type { DigestPackagesTab } from "../../contracts/pages";
import type { SbomReport } from "../../contracts/quality";
import { QualityPanel } from "../evidence/quality-panel";
import { Chips } from "../ui/chip";
import { FilterBox, FilterLinks, Pager } from "../ui/filters";
import { paths, type Query } from "../ui/prepare-paths";
import { plural } from "../ui/prepare-time";
import { Taken } from "../ui/taken";
import { Untrusted } from "../ui/untrusted";
import { OfPlatforms } from "./of-platforms";
import { exports, within, type Place } from "./place";

/** What is inside, as one bill of materials states it. Without one the page says so: an empty list is not an empty image. */
export function PackagesTab({ tab, place, query }: { tab: DigestPackagesTab; place: Place; query: Query }) {
  const shown = tab.sboms.find((sbom) => sbom.shown);
  const to = (change: Query) => within(place, { tab: "packages", ...query, cursor: null, ...change });
  if (!shown && tab.header.detail.kind === "index") {
    return (
      <>
        <p className="ans gap-top">
          <b>An index has no bill of materials of its own.</b> {tab.header.tabs.packages > 0 && `Those of its platforms list ${plural(tab.header.tabs.packages, "component")}.`}
        </p>
        <OfPlatforms header={tab.header} place={place} tab="packages" what="What is inside is said for each platform:" />
      </>
    );
  }
  if (!shown) {
    return (
      <>
        <p className="ans gap-top">
          <b>No bill of materials is held.</b> What is inside this image is not known here.
        </p>
        <p className="note">
          <Link href={`${within(place, { tab: "evidence" })}#add-sbom`}>How to add one</Link>
        </p>
      </>
    );
  }
  const file = tab.evidence.find((item) => item.documentId === shown.documentId);
  const total = tab.byType.reduce((sum, row) => sum + row.count, 0);
  return (
    <>
      <p className="ans gap-top">
        <b>{plural(shown.componentCount, "component")}</b> of {plural(tab.byType.length, "type")}, says{" "}
        <Untrusted text={shown.tool ?? "a tool that does not name itself"} limit={80} />.
      </p>
      <p className="small soft">
        <Untrusted text={shown.format} limit={80} />. {gapsText(shown.report)}{" "}
        {tab.sboms.length > 1 && `${plural(tab.sboms.length - 1, "other bill", "other bills")} of materials held.`}
      </p>
      <p className="gap-top-s">
        <Chips refs={shown.evidence ? [shown.evidence] : []} evidence={place.evidence} system={place.system} digest={place.digest} />
      </p>
      <details className="fold">
        <summary>What this bill of materials states and lacks</summary>
        <QualityPanel document={{ ...shown, specVersion: null }} />
        {file && <Taken system={place.system} list={`evidence/${file.fileSha256}/tables`} query={{ table: "quality", document: shown.documentId }} of="what it states and lacks" />}
      </details>
      <div className="filters">
        <FilterBox
          action={paths.digest(place.system, place.digest)}
          name="q"
          value={query.q ?? ""}
          label="Filter packages"
          placeholder="Name"
          keep={{ tab: "packages", kind: query.kind, document: query.document, ...place.keep }}
        />
        <FilterLinks
          label="Type"
          links={[
            { href: to({ kind: null }), label: "All", count: total, current: !query.kind },
            ...tab.byType.slice(0, 8).map((row) => ({ href: to({ kind: row.type }), label: row.type, count: row.count, current: query.kind === row.type })),
          ]}
        />
      </div>
      <PackagesTable tab={tab} />
      <Pager shown={tab.items.length} total={shown.componentCount} first={query.cursor ? to({}) : null} next={tab.nextCursor ? to({ cursor: tab.nextCursor }) : null} {...exports(place, "components", query)} />
    </>
  );
}

/** The first gap, which is the one that hides most, and how many there are. */
function gapsText({ quality, gaps }: SbomReport): string {
  if (quality === null) return "Its gaps were not counted.";
  const [first] = gaps;
  if (first === undefined) return "Nothing we look for is missing in it.";
  return gaps.length === 1 ? first.says : `${plural(gaps.length, "gap")}; the first: ${first.says}`;
}

function PackagesTable({ tab }: { tab: DigestPackagesTab }) {
  if (tab.items.length === 0) return <p className="note">No package matches this filter.</p>;
  return (
    <table className="tbl rows cards packages">
      <caption className="vh">Packages in this digest</caption>
      <thead>
        <tr>
          <th scope="col">Package</th>
          <th scope="col">Version</th>
          <th scope="col">Type</th>
          <th scope="col">Licence</th>
          <th scope="col">Stands at</th>
        </tr>
      </thead>
      <tbody>
        {tab.items.map((item, index) => (
          <tr key={`${item.packageId}-${index}`}>
            <th scope="row" className="wrap-any">
              <Untrusted text={item.namespace ? `${item.namespace}/${item.name}` : item.name} limit={200} />
              {item.supplier && (
                <small>
                  <Untrusted text={item.supplier} limit={120} />
                </small>
              )}
            </th>
            <td data-l="Version" className="mono wrap-any">
              {item.version ? <Untrusted text={item.version} limit={120} /> : <span className="muted">none</span>}
            </td>
            <td data-l="Type">
              <Untrusted text={item.type} limit={40} />
            </td>
            <td data-l="Licence" className="wrap-any">
              {item.licences.length > 0 ? <Untrusted text={item.licences.join(", ")} limit={160} /> : <span className="muted">not stated</span>}
            </td>
            <td data-l="Stands at" className="mono small soft wrap-any">
              <Untrusted text={item.paths[0] ?? item.source.at} limit={160} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
