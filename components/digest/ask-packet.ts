export type PacketAsk =
  | { state: "idle" }
  | { state: "building"; seconds: number }
  | { state: "ready" }
  | { state: "failed"; why: string };

const LONGEST_SECONDS = 180;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks for the packet until it is there: 202 means it is being built (`Retry-After` says when to ask again), 200 that
 * it can be downloaded. Ends early when `progress` answers false.
 */
export async function askPacket(href: string, progress: (seconds: number) => boolean, wait = pause): Promise<PacketAsk> {
  let waited = 0;
  while (waited <= LONGEST_SECONDS) {
    const answer = await ask(href);
    if (answer.state !== "building") return answer;
    if (!progress(waited)) return { state: "idle" };
    await wait(answer.seconds * 1_000);
    waited += answer.seconds;
  }
  return { state: "failed", why: "The packet is not ready yet. Ask again in a minute." };
}

async function ask(href: string): Promise<PacketAsk & { state: "building" | "ready" | "failed" }> {
  const stop = new AbortController();
  try {
    const response = await fetch(href, { headers: { accept: "application/pdf, application/json" }, credentials: "same-origin", signal: stop.signal });
    if (response.status === 202) return { state: "building", seconds: retrySeconds(response.headers.get("retry-after")) };
    // The body is not read here: the browser downloads it from the same address.
    stop.abort();
    if (response.ok) return { state: "ready" };
    return { state: "failed", why: `The packet could not be built (status ${response.status}).` };
  } catch {
    return { state: "failed", why: "The server did not answer. Try again." };
  }
}

/** Seconds to wait, kept between one and ten whatever the header says. */
export function retrySeconds(header: string | null): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(10, Math.max(1, seconds)) : 2;
}
