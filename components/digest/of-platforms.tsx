import Link from "next/link";
import type { DigestHeader } from "../../contracts/pages";
import { paths, type Query } from "../ui/prepare-paths";
import { platformText } from "./digest-head";
import type { Place } from "./place";

/** On the page of an index: the platforms that have what is asked for, each a link to the same tab of its own page. */
export function OfPlatforms({ header, place, tab, what, query = {} }: { header: DigestHeader; place: Place; tab: string; what: string; query?: Query }) {
  return (
    <p className="note">
      {what}{" "}
      {header.detail.platforms.length === 0 && "none is listed."}
      {header.detail.platforms.map(({ digest, platform }, i) => (
        <span key={digest}>
          {i > 0 && ", "}
          <Link href={paths.digest(place.system, digest, { tab, ...query, ...place.keep })}>{platformText(platform)}</Link>
        </span>
      ))}
    </p>
  );
}
