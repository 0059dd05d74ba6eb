import type { DigestFacts } from "../../../domain/model/evaluation";
import { buildSays } from "../../../domain/evaluation/sections";
import { hashing, rows, run, type Tx } from "../../store";
import { lockSystem } from "../lock-system";
import { siblingsOf } from "../related-digests";
import { touchDigests } from "../touch-digests";
import type { EvaluationKey } from "./store-evaluation";
import type { MovedStart } from "./store-findings";

/** One evaluation of a line is stored at a time, until the end of the transaction. Taken before the system's lock. */
export async function lockLine(tx: Tx, systemId: string, imageId: string): Promise<void> {
  await run(tx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 3))`, `${systemId}/${imageId}`);
}

const STARTED = (row: string): string => `(${row}.detail->'clock'->>'startAt')::timestamptz(3)`;

/** Up to so many, each is looked for by its index; more are hashed together. */
const FEW = 200;

/**
 * A clock starts when the line first showed the flaw, on whichever digest. Before findings are replaced: digests of the
 * line that started later than what is known now, or just when it was thought to have started; this digest itself where
 * another one started earlier. Another digest may show the flaw under another of its names: which names count differs
 * with the evidence held for each. Only flaws whose start moves are looked at, so that it comes to an end.
 */
export async function startedOtherwise(tx: Tx, { systemId, imageId, digest }: EvaluationKey, moved: readonly MovedStart[]): Promise<string[]> {
  if (moved.length === 0) return [];
  const [others] = await rows<{ are: boolean }>(
    tx, `SELECT EXISTS (SELECT 1 FROM image_digest WHERE system_id = $1::uuid AND image_id = $2::uuid AND digest <> $3) AS are`, systemId, imageId, digest,
  );
  if (!others?.are) return [];
  const look = () => rows<{ digest: string }>(
    tx,
    `WITH changed AS MATERIALIZED (
       SELECT * FROM json_to_recordset($4::json) AS t(vulnerability text, package_key text, now_at timestamptz(3), was_at timestamptz(3)))
     SELECT DISTINCT CASE WHEN ${STARTED("o")} < c.now_at THEN $3 ELSE o.digest END AS digest
     FROM changed c JOIN finding o ON o.system_id = $1::uuid AND o.image_id = $2::uuid AND o.vulnerability = c.vulnerability
       AND o.package_key = c.package_key AND o.digest <> $3
     WHERE ${STARTED("o")} <> c.now_at OR (${STARTED("o")} = c.was_at AND c.now_at IS NULL)`,
    systemId, imageId, digest, JSON.stringify(moved),
  );
  const found = moved.length <= FEW ? await look() : await hashing(tx, look);
  return found.map((row) => row.digest);
}

/** What the other builds of a line are told of this one; kept in the rollup, to see when it changes. */
export function buildOf(facts: Pick<DigestFacts, "builds" | "digest">): { grown: boolean; unrated: boolean } {
  const own = facts.builds.find(({ digest }) => digest === facts.digest);
  return own ? buildSays(own) : { grown: false, unrated: false };
}

/** Has those evaluated again whose stored answer is no longer what their facts give. */
export async function touchSiblings(tx: Tx, { systemId, digest }: EvaluationKey, build: { grown: boolean; unrated: boolean }, started: readonly string[]): Promise<void> {
  const [before] = await rows<{ grown: boolean; unrated: boolean }>(
    tx,
    `SELECT coalesce((rollup->'build'->>'grown')::boolean, false) AS grown, coalesce((rollup->'build'->>'unrated')::boolean, false) AS unrated
     FROM digest WHERE system_id = $1::uuid AND sha256 = $2`,
    systemId, digest,
  );
  const told = before?.grown === build.grown && before.unrated === build.unrated ? [] : await siblingsOf(tx, systemId, [digest]);
  if (started.length + told.length === 0) return;
  await lockSystem(tx, systemId);
  await touchDigests(tx, systemId, [...started, ...told]);
}
