import type { Page } from "../../contracts/common";
import type { DigestHistoryTab, HistoryEvent } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { CursorError, decodeCursor, encodeCursor, pageFrom } from "./cursor";
import { digestCore, digestHeader, type DigestAsk } from "./digest-core";
import { iso, isoOrNull, read, withoutPrefix, withPrefixOrNull } from "./read";
import { asObject, readActor } from "./stored-json";

export interface StoredEvent {
  seq: string;
  at: Date;
  actor: unknown;
  action: string;
  object: string;
  digest: string | null;
  details: unknown;
  sealed: boolean;
}

export const EVENT_SQL = `
  SELECT a.seq::text AS seq, a.at, a.actor, a.action, a.object, a.digest, a.details,
    EXISTS (SELECT 1 FROM audit_seal l WHERE l.seq = a.seq) AS sealed
  FROM audit_event a WHERE a.system_id = $1::uuid`;

export function toEvent(row: StoredEvent): HistoryEvent {
  return {
    seq: row.seq,
    at: iso(row.at),
    actor: readActor(row.actor).name,
    action: row.action,
    object: row.object,
    digest: withPrefixOrNull(row.digest),
    details: asObject(row.details),
    sealed: row.sealed,
  };
}

/** Who did what about this digest, newest first, and how far the chain of audit rows is sealed. */
export function digestHistory(ctx: Ctx, ask: DigestAsk, { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number } = {}): Promise<DigestHistoryTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      ...(await eventPage(tx, ctx, core.stored.sha256, { cursor, limit, asOf: ask.asOf })),
      sealed: await sealedTo(tx),
    };
  });
}

/** The same events for the API; null when there is no such digest. */
export function historyList(ctx: Ctx, { digest }: { digest: string }, asked: EventsAsked): Promise<Page<HistoryEvent> | null> {
  return read(ctx, async (tx) => {
    const sha256 = withoutPrefix(digest);
    const known = await rows(tx, `SELECT 1 FROM digest WHERE system_id = $1::uuid AND sha256 = $2 AND kind NOT IN ('artifact', 'config')`, ctx.systemId, sha256);
    return known.length > 0 ? eventPage(tx, ctx, sha256, asked) : null;
  });
}

/** The newest events of the whole system. */
export const latestEvents = (ctx: Ctx, most: number): Promise<HistoryEvent[]> =>
  read(ctx, async (tx) => (await rows<StoredEvent>(tx, `${EVENT_SQL} ORDER BY a.seq DESC LIMIT $2::int`, ctx.systemId, most)).map(toEvent));

interface EventsAsked {
  cursor?: string | undefined;
  limit: number;
  asOf?: string | undefined;
}

async function eventPage(tx: Tx, ctx: Ctx, sha256: string, { cursor, limit, asOf }: EventsAsked): Promise<Page<HistoryEvent>> {
  const found = await rows<StoredEvent>(
    tx,
    `${EVENT_SQL} AND a.digest = $2 AND ($3::bigint IS NULL OR a.seq < $3) AND ($4::timestamptz IS NULL OR a.at <= $4)
     ORDER BY a.seq DESC LIMIT $5::int`,
    ctx.systemId, sha256, before(cursor), asOf ?? null, limit + 1,
  );
  return pageFrom(found, limit, toEvent, (row) => encodeCursor("history", [row.seq]));
}

function before(cursor: string | undefined): bigint | null {
  const [seq] = decodeCursor("history", cursor, ["text"]) ?? [null];
  if (seq === null) return null;
  if (!/^\d{1,18}$/.test(seq)) throw new CursorError();
  return BigInt(seq);
}

async function sealedTo(tx: Tx): Promise<DigestHistoryTab["sealed"]> {
  const [row] = await rows<{ seq: string; at: Date }>(tx, `SELECT seq::text AS seq, sealed_at AS at FROM audit_seal ORDER BY position DESC LIMIT 1`);
  return { upToSeq: row?.seq ?? null, at: isoOrNull(row?.at) };
}
