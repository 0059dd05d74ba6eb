import Link from "next/link";
import type { Clock } from "../../contracts/finding";
import { paths } from "../ui/prepare-paths";
import { SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { prepareClock } from "./prepare-clock";

/** Clocks as rows, most urgent first: when, what, in which line, whose. */
export function ClockTable({ clocks, system, now, caption }: { clocks: Clock[]; system: string; now: string; caption: string }) {
  return (
    <table className="tbl rows cards clocks">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Due</th>
          <th scope="col">Finding</th>
          <th scope="col">Package</th>
          <th scope="col">Image line</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {clocks.map((clock) => (
          <ClockRow key={clock.id} clock={clock} system={system} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function ClockRow({ clock, system, now }: { clock: Clock; system: string; now: string }) {
  const view = prepareClock(clock, now);
  return (
    <tr>
      <td>
        {view.tone ? <Status tone={view.tone}>{view.due}</Status> : view.due}
        <small>{view.at}</small>
      </td>
      <td>
        <FindingLink clock={clock} system={system} />
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
      <td data-l="Image" className="wrap-any">
        <Link className="row" href={paths.image(system, clock.image)}>
          <Untrusted text={clock.image} limit={160} />
        </Link>
      </td>
      <td data-l="Owner">{view.owner ? <Untrusted text={view.owner} limit={80} /> : <Status tone="risk">No owner</Status>}</td>
    </tr>
  );
}

export function FindingLink({ clock, system }: { clock: Clock; system: string }) {
  return (
    <Link className="row mono wrap-any" href={paths.digest(system, clock.digest, { tab: "vulnerabilities", image: clock.image, q: clock.vulnerability })}>
      <Untrusted text={clock.vulnerability} limit={80} />
    </Link>
  );
}
