import Link from "next/link";
import type { Build } from "../../contracts/pages";
import { paths } from "../ui/prepare-paths";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { SEVERITY_WORDS, SeverityWord } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { escapeUntrusted } from "../ui/prepare-untrusted";
import { prepareSeverityByBuild, STACK, stackCount, totalShown, type Bar, type SeverityChart, type StackSeverity } from "./prepare-severity-by-build";

const CLASS = { other: "o", low: "l", medium: "m", high: "h", critical: "c" } as const;
const WORDS: Record<StackSeverity, string> = { ...SEVERITY_WORDS, other: "Other" };

/** Is the image getting better? Bars with direct labels; the table below has every build and every number. */
export function SeverityByBuild({ builds, current, system, asOf, image }: { builds: Build[]; current: string | null; system: string; asOf: string | null; image: string | null }) {
  const chart = prepareSeverityByBuild(builds, current);
  const list = image ? `images/${encodeURIComponent(image)}/builds` : null;
  return (
    <figure className="figure">
      <div className="hd">
        <p className="q">Is it getting better from build to build?</p>
        <span className="mini">
          <a href="#builds-table">Table</a>
          {list && <a href={paths.api(system, `${list}.csv`)}>CSV</a>}
          {list && <a href={paths.api(system, list)}>JSON</a>}
        </span>
      </div>
      <figcaption className="ans">
        <b>{chart.title.lead}</b>
        <Untrusted text={chart.title.rest} limit={240} />
      </figcaption>
      <Drawing chart={chart} />
      <ul className="ckey">
        {STACK.toReversed().map((severity) => (
          <li key={severity}>
            {severity === "other" ? <OtherWord /> : <SeverityWord severity={severity} />}
          </li>
        ))}
        <li>thin bar: at build; wide bar: now</li>
      </ul>
      <BuildsTable builds={builds} current={current} system={system} asOf={asOf} image={image} />
    </figure>
  );
}

function OtherWord() {
  return (
    <span className="sev negligible">
      <Icon name="negligible" />
      {WORDS.other}
    </span>
  );
}

function Drawing({ chart }: { chart: SeverityChart }) {
  return (
    <svg className="chart" viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={`Findings by severity per build, at build and now. ${chart.title.lead}${escapeUntrusted(chart.title.rest)}`}>
      {chart.ticks.map((tick) => (
        <g key={tick.value}>
          <line className="ax" x1="34" x2={chart.width} y1={tick.y} y2={tick.y} />
          <text className="dim" x="28" y={tick.y + 4} textAnchor="end">
            {tick.value}
          </text>
        </g>
      ))}
      {chart.columns.map((column) => (
        <g key={column.digest}>
          <BarDrawing bar={column.atBuild} ghost base={chart.base} />
          <BarDrawing bar={column.now} base={chart.base} />
          <text className={column.current ? "lbl" : undefined} x={column.centre} y={chart.base + 18} textAnchor="middle">
            {escapeUntrusted(column.label, 14)}
          </text>
        </g>
      ))}
      <line className="base" x1="34" x2={chart.width} y1={chart.base} y2={chart.base} />
    </svg>
  );
}

function BarDrawing({ bar, base, ghost = false }: { bar: Bar; base: number; ghost?: boolean }) {
  if (bar.total === null) {
    return <rect className="none" x={bar.x} y={base - 10} width={bar.width} height="10" />;
  }
  return (
    <>
      {bar.segments.map((segment) => (
        <rect key={segment.severity} className={`seg ${CLASS[segment.severity]}`} x={segment.x} y={segment.y} width={segment.width} height={segment.height} />
      ))}
      <text className={ghost ? undefined : "lbl"} x={bar.x + bar.width / 2} y={bar.labelY} textAnchor="middle">
        {bar.total}
      </text>
    </>
  );
}

function BuildsTable({ builds, current, system, asOf, image }: { builds: Build[]; current: string | null; system: string; asOf: string | null; image: string | null }) {
  return (
    <table className="tbl cards rows gap-top" id="builds-table">
      <caption>
        Findings reported per build, by its first scan and then by its newest, also those that VEX or an exception sets aside. Other: negligible, none
        or not rated. A dash means it was not scanned, which is not zero.
      </caption>
      <thead>
        <tr>
          <th scope="col">Build</th>
          {STACK.toReversed().map((severity) => (
            <th scope="col" className="num" key={severity}>
              {WORDS[severity]}
            </th>
          ))}
          <th scope="col" className="num">
            Total
          </th>
        </tr>
      </thead>
      <tbody>
        {builds.toReversed().map((build) => (
          <tr key={build.digest} className={build.digest === current ? "here" : undefined}>
            <th scope="row">
              <Link className="row" href={paths.digest(system, build.digest, { image, asOf })}>
                <Untrusted text={build.label} limit={60} />
              </Link>
              <small>
                <Instant at={build.at} show="day" />
                {build.digest === current && ", this digest"}
              </small>
            </th>
            {STACK.toReversed().map((severity) => (
              <td className="num" key={severity} data-l={WORDS[severity]}>
                {build.atBuild ? stackCount(build.atBuild, severity) : "–"} → {build.now ? stackCount(build.now, severity) : "–"}
              </td>
            ))}
            <td className="num" data-l="Total">
              {totalShown(build.atBuild) ?? "–"} → <b>{totalShown(build.now) ?? "–"}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
