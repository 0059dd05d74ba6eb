import { CURRENT } from "./current";
import { FLAW_HITS } from "./flaw-hits";
import { packageHits } from "./package-hits";

export type HitKind = "vulnerability" | "package";

/**
 * WITH list of a flaw or a package. $1 is the system, $2 an array of ids or package ids in order, which the planner sees
 * and so knows how common they are. Both end in `whole` (the counts), `by_version` of `numbered` packages, and the
 * places: `now_listed` (current) and `then_listed` (superseded). A package has no ranks: its places have that of open.
 */
export const hits = (kind: HitKind, many: boolean, alone: boolean): string => `${CURRENT}, ${kind === "vulnerability" ? FLAW_HITS : packageHits(many, alone)}`;
