import type { LadderShape } from "../../contracts/digest";
import type { Clock } from "../../contracts/finding";
import { isoOrNull, withPrefix } from "./read";

export interface StoredClock {
  id: string;
  image: string;
  digest: string;
  vulnerability: string;
  aliases: string[];
  package_name: string;
  package_key: string;
  severity: Clock["severity"];
  state: Clock["state"];
  bucket: Clock["bucket"];
  start_at: Date | null;
  start_basis: string;
  due_at: Date | null;
  stopped_at: Date | null;
  stop_reason: string | null;
  rule: string;
  rule_version: number;
  owner: string | null;
  fixed_version: string | null;
}

const STANDING = `WHEN c.state = 'excepted' THEN 'accepted'
  WHEN c.due_at IS NULL THEN 'noClock'
  WHEN c.due_at <= $2::timestamptz THEN 'breached'
  WHEN c.due_at <= $2::timestamptz + interval '24 hours' THEN 'within24h'
  WHEN c.due_at <= $2::timestamptz + interval '7 days' THEN 'within7d'
  ELSE 'later' END`;

/** Where a clock stands at $2: derived from its due instant, so that nothing stored can be out of date. */
export const BUCKET = `CASE WHEN c.stopped_at IS NOT NULL OR c.state IN ('met', 'met-late', 'stopped') THEN 'closed' ${STANDING}`;

/** Clocks that are not closed, in the words of the index that holds them (patch_sla_open): closed ones pile up for ever. */
export const OPEN_CLOCK = "c.stopped_at IS NULL AND c.state NOT IN ('met', 'met-late', 'stopped')";

/** The same of a clock that is open, from columns of that index alone. */
export const OPEN_BUCKET = `CASE ${STANDING}`;

/** Open clocks with a deadline that nobody accepted, due until an instant (SQL): `BUCKET` says so, too, but no index knows it. */
export const dueUntil = (instant: string): string => `${OPEN_CLOCK} AND c.state <> 'excepted' AND c.due_at <= ${instant}`;
export const NOW = "$2::timestamptz";
export const IN_24_HOURS = "($2::timestamptz + interval '24 hours')";
export const IN_7_DAYS = "($2::timestamptz + interval '7 days')";

/** $1 is the system, $2 the instant the page speaks about. */
export const CLOCK_SQL = `
  SELECT c.id::text AS id, i.name AS image, c.digest, c.vulnerability, c.aliases, c.package_name, c.package_key, c.severity, c.state,
    ${BUCKET} AS bucket, c.start_at, c.start_basis, c.due_at, c.stopped_at, c.stop_reason, c.rule, c.rule_version,
    coalesce(i.owner_team, c.owner_team) AS owner, c.fixed_version
  FROM patch_sla c JOIN image i ON i.system_id = c.system_id AND i.id = c.image_id
  WHERE c.system_id = $1::uuid`;

const OPEN_STATE: Partial<Record<Clock["bucket"], Clock["state"]>> = {
  breached: "breached", within24h: "due-soon", within7d: "due-soon",
};

export function toClock(row: StoredClock, now: Date): Clock {
  return {
    id: row.id, image: row.image, digest: withPrefix(row.digest), vulnerability: row.vulnerability, aliases: row.aliases,
    package: row.package_name, packageKey: row.package_key, severity: row.severity,
    state: OPEN_STATE[row.bucket] ?? row.state,
    bucket: row.bucket, startAt: isoOrNull(row.start_at), startBasis: row.start_basis, dueAt: isoOrNull(row.due_at),
    remainingHours: row.due_at ? Math.floor((row.due_at.getTime() - now.getTime()) / 3_600_000) : null,
    stoppedAt: isoOrNull(row.stopped_at), stopReason: row.stop_reason, rule: row.rule, ruleVersion: row.rule_version,
    owner: row.owner, fixedVersion: row.fixed_version,
  };
}

export interface BucketCount {
  bucket: Clock["bucket"];
  count: number;
}

/** Counts per bucket; `filter` may narrow by `c.` and uses $3 and on. */
export const bucketCounts = (filter = ""): string =>
  `SELECT ${BUCKET} AS bucket, count(*)::int AS count FROM patch_sla c WHERE c.system_id = $1::uuid ${filter} GROUP BY 1`;

export function toLadder(counts: BucketCount[]): LadderShape {
  const of = (bucket: Clock["bucket"]) => counts.find((one) => one.bucket === bucket)?.count ?? 0;
  return {
    breached: of("breached"), within24h: of("within24h"), within7d: of("within7d"),
    later: of("later"), accepted: of("accepted"), noClock: of("noClock"),
  };
}

