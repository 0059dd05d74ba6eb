import { settings } from "../settings";
import { logUnknown } from "../http/log-unknown";
import { createParser, type Parser } from "./parse";

const MOST_AT_ONCE = 4;
/** Of one caller, who may send slowly: the others stay free for everybody else. */
const MOST_OF_ONE = 2;
const IDLE_MS = 60_000;

let parser: Parser | null = null;
let inHand = 0;
const held = new Map<string, number>();
let idle: NodeJS.Timeout | undefined;

/**
 * Reads files for a preview in a thread of this process's own, with the worker's limits: files wait for each other,
 * and a thread that nobody needs for a minute is given back. null when too many wait already,
 * or too many of this caller's own.
 */
export async function withPreviewParser<T>(work: (parser: Parser) => Promise<T>, caller: string | null = null): Promise<T | null> {
  const own = caller === null ? 0 : (held.get(caller) ?? 0);
  if (inHand >= MOST_AT_ONCE || own >= MOST_OF_ONE) return null;
  inHand += 1;
  if (caller !== null) held.set(caller, own + 1);
  clearTimeout(idle);
  const { parseHeapMb, parseSeconds } = settings().limits;
  parser ??= createParser({ heapMb: parseHeapMb, seconds: parseSeconds, built: process.env.NODE_ENV === "production", onCrash: (error) => logUnknown("preview.reading", error) });
  try {
    return await work(parser);
  } finally {
    inHand -= 1;
    if (caller !== null) giveBack(caller);
    if (inHand === 0) {
      idle = setTimeout(() => void closePreviewParser(), IDLE_MS);
      idle.unref();
    }
  }
}

function giveBack(caller: string): void {
  const left = (held.get(caller) ?? 1) - 1;
  if (left > 0) held.set(caller, left);
  else held.delete(caller);
}

/** Ends the thread; the next preview starts another. */
export async function closePreviewParser(): Promise<void> {
  const ending = parser;
  parser = null;
  clearTimeout(idle);
  await ending?.close();
}
