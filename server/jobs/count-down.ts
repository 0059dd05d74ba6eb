const STEPS = 20;

/**
 * Calls back once so many seconds have passed; answers how to stop it. Counted in steps, each from when the one before was
 * noticed: what a suspended machine or a busy process misses counts as one step at most, and what is paused not at all.
 */
export function countDown(seconds: number, paused: () => boolean, onEnd: () => void): () => void {
  let left = STEPS;
  const timer = setInterval(() => {
    if (paused()) return;
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    onEnd();
  }, (seconds * 1000) / STEPS);
  return () => clearInterval(timer);
}
