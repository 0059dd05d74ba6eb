import Link from "next/link";
import { Icon, type IconName } from "./icon";
import { countText } from "./prepare-time";

export interface FilterLink {
  href: string;
  label: string;
  count?: number;
  current: boolean;
  icon?: IconName;
}

/** Filters are links: the address carries the choice. */
export function FilterLinks({ label, links }: { label: string; links: FilterLink[] }) {
  return (
    <nav className="fgroup" aria-label={label}>
      {links.map((link) => (
        <Link className="f" href={link.href} key={link.href} aria-current={link.current ? "true" : undefined} scroll={false}>
          {link.icon && <Icon name={link.icon} />}
          {link.label}
          {link.count !== undefined && <span className="n">{countText(link.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** A text filter that writes the address; `keep` are the other choices that stay. */
export function FilterBox({ action, name, value, label, placeholder, keep }: {
  action: string;
  name: string;
  value: string;
  label: string;
  placeholder: string;
  keep: Record<string, string | null | undefined>;
}) {
  return (
    <form className="find-form" action={action} method="get" role="search" aria-label={label}>
      {Object.entries(keep).map(([key, kept]) => (kept ? <input type="hidden" name={key} value={kept} key={key} /> : null))}
      <label className="find">
        <Icon name="glass" />
        <span className="vh">{label}</span>
        <input type="search" name={name} defaultValue={value} placeholder={placeholder} maxLength={256} />
      </label>
      <button className="vh" type="submit">
        Apply
      </button>
    </form>
  );
}

/** Keyset paging: there is a next page or there is none; the first page is always one press away. */
export function Pager({ shown, total, first, next, csv, json }: {
  shown: number;
  total?: number;
  first: string | null;
  next: string | null;
  /** The same list, all of it, to take away. */
  csv?: string;
  json?: string;
}) {
  return (
    <div className="tfoot">
      <span>{total === undefined ? `${countText(shown)} shown` : `${countText(shown)} of ${countText(total)}`}</span>
      <span className="l">
        {first && <Link href={first}>First page</Link>}
        {next && (
          <Link href={next} rel="next">
            Next page
          </Link>
        )}
        {csv && <a href={csv}>CSV</a>}
        {json && <a href={json}>JSON</a>}
      </span>
    </div>
  );
}
