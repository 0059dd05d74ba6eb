import Link from "next/link";
import { prepareAsOf } from "./prepare-as-of";

/** What was known on another day: a form and links, so it works without a script. `back` is the page at now. */
export function AsOfMenu({ back, now, then }: { back: string; now: string; then: string | null }) {
  const { action, carried, today, presets } = prepareAsOf(back, now);
  return (
    <details className="picker as-of-menu">
      <summary>{then ? "Another day" : "Show an earlier day"}</summary>
      <div className="pop">
        <form action={action} method="get">
          {carried.map(([name, value], index) => (
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          <label>
            What was known at the end of, UTC
            <input type="date" name="asOf" max={today} defaultValue={then?.slice(0, 10)} required />
          </label>
          <button className="btn" type="submit">
            Show
          </button>
        </form>
        <ul>
          {presets.map((preset) => (
            <li key={preset.label}>
              <Link href={preset.href}>{preset.label}</Link>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
