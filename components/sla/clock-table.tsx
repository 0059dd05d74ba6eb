import Link from "next/link";
import type { Clock } from "../../contracts/finding";
import type { ClockStanding } from "../../contracts/pages";
import { ImageName } from "../ui/image-name";
import { paths } from "../ui/prepare-paths";
import { SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { prepareClock, standingText } from "./prepare-clock";

/** Clocks as rows, most urgent first: when, what, in which line, whose. */
export function ClockTable({ clocks, system, asOf, now, caption, standings = {}, ofOneLine = false }: {
  clocks: Clock[];
  system: string;
  asOf: string | null;
  now: string;
  caption: string;
  /** In which build each is open, by clock id. */
  standings?: Record<string, ClockStanding>;
  /** Leaves out the columns that are the same in every row. */
  ofOneLine?: boolean;
}) {
  return (
    <table className="tbl rows cards clocks">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Due</th>
          <th scope="col">Finding</th>
          <th scope="col">Package</th>
          {!ofOneLine && <th scope="col">Image line</th>}
          {!ofOneLine && <th scope="col">Owner</th>}
        </tr>
      </thead>
      <tbody>
        {clocks.map((clock) => (
          <ClockRow key={clock.id} clock={clock} open={standingText(standings[clock.id])} system={system} asOf={asOf} now={now} ofOneLine={ofOneLine} />
        ))}
      </tbody>
    </table>
  );
}

function ClockRow({ clock, open, system, asOf, now, ofOneLine }: { clock: Clock; open: string | null; system: string; asOf: string | null; now: string; ofOneLine: boolean }) {
  const view = prepareClock(clock, now);
  return (
    <tr>
      <td>
        {view.tone ? <Status tone={view.tone}>{view.due}</Status> : view.due}
        <small>{clock.dueAt && clock.bucket !== "closed" ? <time dateTime={clock.dueAt}>{view.at}</time> : view.at}</small>
      </td>
      <td>
        <FindingLink clock={clock} system={system} asOf={asOf} />
        <small>
          <SeverityWord severity={clock.severity} />
        </small>
      </td>
      <td data-l="Package" className="wrap-any">
        <span className="mono">
          <Untrusted text={clock.package} limit={100} />
        </span>
        <small>
          <Untrusted text={view.fix} limit={80} />
        </small>
      </td>
      {!ofOneLine && (
        <td data-l="Image">
        <Link className="row" href={paths.image(system, clock.image, { asOf })}>
          <ImageName image={clock.image} />
        </Link>
        {open && (
          <small>
            <Untrusted text={open} limit={200} />
          </small>
        )}
        </td>
      )}
      {!ofOneLine && <td data-l="Owner">{view.owner ? <Untrusted text={view.owner} limit={80} /> : <Status tone="risk">No owner</Status>}</td>}
    </tr>
  );
}

export function FindingLink({ clock, system, asOf }: { clock: Clock; system: string; asOf: string | null; }) {
  return (
    <Link className="row mono wrap-any" href={paths.digest(system, clock.digest, { tab: "vulnerabilities", image: clock.image, q: clock.vulnerability, asOf })}>
      <Untrusted text={clock.vulnerability} limit={80} />
    </Link>
  );
}
