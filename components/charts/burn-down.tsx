import type { BurnDownDay } from "../../contracts/burn-down";
import { paths } from "../ui/prepare-paths";
import { prepareBurnDown, type BurnDownChart } from "./prepare-burn-down";

/** Will we clear what is due? The drawing, and every number of it in the table below. */
export function BurnDown({ days, system }: { days: BurnDownDay[]; system: string }) {
  const chart = prepareBurnDown(days);
  return (
    <section className="panel" aria-label="Open clocks by day">
      <div className="hd">
        <h2 className="q">Will we clear what is due?</h2>
        <span className="mini">
          <a href={paths.api(system, "sla/by-day.csv")}>CSV</a>
          <a href={paths.api(system, "sla/by-day")}>JSON</a>
        </span>
      </div>
      <p className="ans">
        <b>{chart.title.lead}</b>
        {chart.title.rest}
      </p>
      <Drawing chart={chart} />
      <ul className="ckey">
        <li><Swatch className="in" /> open, inside the promise</li>
        <li><Swatch className="br" /> past due</li>
        <li><Swatch fill="url(#g-hatch-breach)" /> past due if nothing is fixed</li>
      </ul>
      <Table days={days} />
      <p className="note">Clocks of all image lines as they are known today. Accepted ones and those without a due date are not counted.</p>
    </section>
  );
}

function Drawing({ chart }: { chart: BurnDownChart }) {
  return (
    <svg className="chart big" viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={`Open clocks per day, back and ahead. ${chart.title.lead}${chart.title.rest}`}>
      {chart.ticks.map((tick) => (
        <g key={tick.value}>
          <line className="ax" x1={chart.left} x2={chart.nowX} y1={tick.y} y2={tick.y} />
          <text className="dim" x={chart.left - 6} y={tick.y + 4} textAnchor="end">
            {tick.value}
          </text>
        </g>
      ))}
      <path className="in" d={chart.open.area} />
      <path className="inl" d={chart.open.edge} />
      <path className="br" d={chart.breached} />
      <path fill="url(#g-hatch-breach)" d={chart.ahead.area} />
      <path className="brl" d={chart.ahead.edge} />
      {chart.steps.map((step) => (
        <text className="dim opt" key={step.x} x={step.x} y={step.y} textAnchor="end">
          {step.text}
        </text>
      ))}
      <line className="base" x1={chart.left} x2={chart.width - 10} y1={chart.base} y2={chart.base} />
      <line className="base" x1={chart.nowX} x2={chart.nowX} y1="20" y2={chart.base} />
      <text className="lbl" x={chart.nowX + 6} y="30">
        {chart.labels.open}
      </text>
      {chart.labels.breachedToday && (
        <text className="lbl" x={chart.nowX - 6} y={chart.labels.breachedToday.y} textAnchor="end">
          {chart.labels.breachedToday.text}
        </text>
      )}
      <text className="lbl" x={chart.width - 10} y={chart.labels.end.y} textAnchor="end">
        {chart.labels.end.text}
      </text>
      {chart.days.map((day) => (
        <text key={day.anchor} className={day.today ? "lbl" : "dim"} x={day.x} y={chart.base + 18} textAnchor={day.anchor}>
          {day.text}
        </text>
      ))}
    </svg>
  );
}

function Swatch({ className, fill }: { className?: string; fill?: string }) {
  return (
    <span className="swatch">
      <svg className="bar chart" aria-hidden>
        <rect width="100%" height="100%" className={className} fill={fill} />
      </svg>
    </span>
  );
}

function Table({ days }: { days: BurnDownDay[] }) {
  return (
    <details className="fold">
      <summary>Table of {days.length} days</summary>
      <table className="tbl counts cards">
        <caption className="vh">Open clocks at the end of each day, UTC; of today, now</caption>
        <thead>
          <tr>
            <th scope="col">Day, UTC</th>
            <th scope="col" className="num">Inside</th>
            <th scope="col" className="num">Past due</th>
            <th scope="col" className="num">Fall due</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.at}>
              <th scope="row">
                {day.day}
                {day.ahead && <small>if nothing is fixed</small>}
              </th>
              <td className="num" data-l="Inside">{day.inside}</td>
              <td className="num" data-l="Past due">{day.breached}</td>
              <td className="num" data-l="Fall due">{day.due}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
