import type { EvidenceItem } from "../../contracts/evidence";
import type { DigestTableQuery } from "../../contracts/table";
import type { Query } from "../ui/prepare-paths";
import { paths } from "../ui/prepare-paths";
import type { TakenAt } from "../ui/taken";
import type { Target } from "./prepare-additions";

/** Where a part of the digest page stands: it links within the digest and keeps line and as-of in every address. */
export interface Place {
  system: string;
  digest: string;
  image: string | null;
  asOf: string | null;
  now: string;
  origin: string;
  keep: Query;
  evidence: EvidenceItem[];
  ofIndex: boolean;
}

/** What stands where a result refers to no evidence held under this digest: that of an index is held under its platforms. */
export const noEvidence = ({ ofIndex }: Place): string => (ofIndex ? "held under its platform" : "none held");

export const within = (place: Place, query: Query): string => paths.digest(place.system, place.digest, { ...query, ...place.keep });

type ListName = "findings" | "components" | "controls" | "evidence" | "history";

/** Lists that ask which line is meant. */
const OF_LINE: readonly ListName[] = ["findings", "controls", "evidence"];

/** The same list as CSV and JSON, with the page's own filters and as-of and without its paging. */
export function exports(place: Place, list: ListName, query: Query = {}): { csv: string; json: string } {
  const filters = { ...query, cursor: null, image: OF_LINE.includes(list) ? place.image : null, asOf: place.asOf };
  const at = (name: string): string => paths.api(place.system, `digests/${place.digest}/${name}`, filters);
  return { csv: at(`${list}.csv`), json: at(list) };
}

/** A smaller table of the tabs, under the page's line and as-of: what `Taken` is given. */
export const tableAt = (place: Place, table: DigestTableQuery["table"], query: Query = {}): TakenAt => ({
  system: place.system, list: `digests/${place.digest}/tables`, query: { table, ...query, image: place.image, asOf: place.asOf },
});

export const targetOf = (place: Place): Target => ({ origin: place.origin, system: place.system, image: place.image, digest: place.digest });
