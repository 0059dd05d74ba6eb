import type { Build } from "../../contracts/pages";
import type { Tx } from "../store";
import { buildCounts, lineBuilds, type LineScope, type Subject } from "./line-builds";
import { withPrefix } from "./read";
import { readCounts } from "./stored-json";

const MOST = 40;

/**
 * The newest builds of a line, oldest first, each with the counts of its first scan ("at build") and of its newest
 * ("now"): a rescan of an old digest is no build. Null where no scan is bound. The same list that evaluation is given.
 */
export async function buildsOf(tx: Tx, scope: LineScope, subject: Subject | null = null): Promise<Build[]> {
  const builds = (await lineBuilds(tx, scope, subject)).slice(-MOST);
  const counts = await buildCounts(tx, scope);
  return builds.map(({ digest, label, at }) => ({
    digest: withPrefix(digest), label, at,
    atBuild: readCounts(counts.get(digest)?.at_build), now: readCounts(counts.get(digest)?.now),
  }));
}
