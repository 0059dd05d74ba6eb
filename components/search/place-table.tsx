import Link from "next/link";
import type { SearchPlace } from "../../contracts/search";
import { DigestText } from "../ui/digest-text";
import { ImageName } from "../ui/image-name";
import { Instant } from "../ui/instant";
import { paths } from "../ui/prepare-paths";
import { SeverityWord, Status } from "../ui/status";
import { Untrusted } from "../ui/untrusted";
import { CURRENT_WORDS, placeHref, placeState, vexText } from "./prepare-search";

/** Places of one flaw or package: current ones first, each with what was decided and by whom. */
export function PlaceTable({ system, items, asOf, now }: { system: string; items: SearchPlace[]; asOf: string | undefined; now: string }) {
  if (items.length === 0) return <p className="note">No place matches this choice.</p>;
  const since = items[0]?.vulnerability ? "First observed" : "Known since";
  return (
    <table className="tbl rows cards places">
      <caption className="vh">Where it is</caption>
      <thead>
        <tr>
          <th scope="col">Image</th>
          <th scope="col">Digest</th>
          <th scope="col">Package</th>
          <th scope="col">{since}</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {items.map((place) => (
          <tr key={`${place.digest} ${place.image} ${place.vulnerability} ${place.package.key} ${place.package.version}`}>
            <th scope="row" className="wrap-any">
              <Link className="row" href={placeHref(system, place, asOf)}>
                <ImageName image={place.image} />
              </Link>
              <small>{place.current ? `current: ${CURRENT_WORDS[place.current]}` : "superseded"}</small>
            </th>
            <td data-l="Digest">
              <DigestText sha256={place.digest} href={paths.digest(system, place.digest, { image: place.image, asOf })} copy />
              {place.tags.length > 0 && (
                <small>
                  <Untrusted text={place.tags.join(", ")} limit={80} />
                </small>
              )}
            </td>
            <td data-l="Package" className="wrap-any">
              <Untrusted text={place.package.name} limit={160} />
              <small className="mono">
                <Untrusted text={place.package.version ?? "no version"} limit={80} />
                {place.fixedVersion && (
                  <>
                    {" "}
                    → <Untrusted text={place.fixedVersion} limit={80} />
                  </>
                )}
              </small>
            </td>
            <td data-l={since} className="nw">
              <Instant at={place.firstObservedAt} show="day" />
              {place.firstObservedAt && (
                <small>
                  <Instant at={place.firstObservedAt} show="ago" asOf={now} />
                </small>
              )}
            </td>
            <td data-l="State">
              <StateCell place={place} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StateCell({ place }: { place: SearchPlace }) {
  const state = placeState(place);
  const vex = vexText(place);
  return (
    <>
      <Status tone={state.tone}>{state.word}</Status>
      {place.severity && (
        <small>
          <SeverityWord severity={place.severity} />
        </small>
      )}
      {vex && (
        <small className="wrap-any">
          <Untrusted text={vex} limit={200} />
        </small>
      )}
      {place.exception && <small className="wrap-any">exception {place.exception}</small>}
    </>
  );
}
