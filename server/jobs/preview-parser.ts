import { settings } from "../settings";
import { logUnknown } from "../http/log-unknown";
import { createParser, type Parser } from "./parse";

const MOST_AT_ONCE = 4;
const IDLE_MS = 60_000;

let parser: Parser | null = null;
let inHand = 0;
let idle: NodeJS.Timeout | undefined;

/**
 * Reads files for a preview in a thread of this process's own, with the worker's limits: files wait for each other,
 * and a thread that nobody needs for a minute is given back. null when too many wait already.
 */
export async function withPreviewParser<T>(work: (parser: Parser) => Promise<T>): Promise<T | null> {
  if (inHand >= MOST_AT_ONCE) return null;
  inHand += 1;
  clearTimeout(idle);
  const { parseHeapMb, parseSeconds } = settings().limits;
  parser ??= createParser({ heapMb: parseHeapMb, seconds: parseSeconds, built: process.env.NODE_ENV === "production", onCrash: (error) => logUnknown("preview.reading", error) });
  try {
    return await work(parser);
  } finally {
    inHand -= 1;
    if (inHand === 0) {
      idle = setTimeout(() => void closePreviewParser(), IDLE_MS);
      idle.unref();
    }
  }
}

/** Ends the thread; the next preview starts another. */
export async function closePreviewParser(): Promise<void> {
  const ending = parser;
  parser = null;
  clearTimeout(idle);
  await ending?.close();
}
