import type { DigestDetail } from "../../contracts/digest";
import type { Ctx } from "../auth/principal";
import { digestCore, type DigestAsk } from "./digest-core";
import { read } from "./read";

/** What one digest comes to, for the API; null when the system has no such digest. */
export const digestDetail = (ctx: Ctx, ask: DigestAsk): Promise<DigestDetail | null> =>
  read(ctx, async (tx, now) => (await digestCore(tx, ctx, now, ask))?.detail ?? null);
