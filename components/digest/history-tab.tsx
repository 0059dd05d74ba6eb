import type { DigestHistoryTab } from "../../contracts/pages";
import { Pager } from "../ui/filters";
import { Instant } from "../ui/instant";
import type { Query } from "../ui/prepare-paths";
import { Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { actionText, detailsText } from "./prepare-history";
import { exports, within, type Place } from "./place";

/** Who did what about this digest, newest first, and how far the record is sealed. */
export function HistoryTab({ tab, place, query }: { tab: DigestHistoryTab; place: Place; query: Query }) {
  const to = (cursor: string | null) => within(place, { tab: "history", cursor });
  return (
    <>
      <p className="ans gap-top">
        {tab.items.length === 0 ? <b>No event is recorded.</b> : <b>Every step is on record.</b>}{" "}
        {tab.sealed.upToSeq ? `The chain is sealed up to event ${tab.sealed.upToSeq}.` : "No event is sealed yet."}
      </p>
      {tab.sealed.at && (
        <p className="small soft">
          Last seal <Instant at={tab.sealed.at} />. Events after it are recorded and wait for the next seal.
        </p>
      )}
      {tab.items.length > 0 && (
        <table className="tbl rows cards gap-top events">
          <caption className="vh">Events about this digest</caption>
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">When, UTC</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Sealed</th>
            </tr>
          </thead>
          <tbody>
            {tab.items.map((event) => (
              <tr key={event.seq}>
                <th scope="row" className="mono">
                  {event.seq}
                </th>
                <td data-l="When">
                  <Instant at={event.at} />
                </td>
                <td data-l="Who">
                  <Untrusted text={event.actor} limit={120} />
                </td>
                <td data-l="What" className="wrap-any">
                  {actionText(event.action)}
                  <small>
                    <Untrusted text={detailsText(event)} limit={300} />
                  </small>
                </td>
                <td data-l="Sealed">{event.sealed ? <Status tone="met">Sealed</Status> : <Status tone="none">Waiting</Status>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pager shown={tab.items.length} first={query.cursor ? to(null) : null} next={tab.nextCursor ? to(tab.nextCursor) : null} {...exports(place, "history")} />
    </>
  );
}
