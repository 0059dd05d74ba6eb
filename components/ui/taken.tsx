import { paths, type Query } from "./prepare-paths";

export interface TakenAt {
  system: string;
  /** Address of the list within the system's API. */
  list: string;
  /** What the page chose. */
  query: Query;
}

/** A table to take away as the page shows it, CSV and JSON; `of` names it for those who hear the links. */
export function Taken({ system, list, query, of }: TakenAt & { of: string }) {
  const links = [["CSV", `${list}.csv`], ["JSON", list]] as const;
  return (
    <div className="tfoot">
      <span />
      <span className="l">
        {links.map(([label, rest]) => (
          <a href={paths.api(system, rest, query)} key={label}>
            {label}
            <span className="vh">: {of}</span>
          </a>
        ))}
      </span>
    </div>
  );
}
