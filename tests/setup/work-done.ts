/**
 * Milliseconds that this thread's processor spent on `job`. For tests that say how work grows: waiting for a processor
 * that other programs hold does not count, so a busy machine fails none of them.
 */
export function workDone(job: () => void): number {
  const started = process.threadCpuUsage();
  job();
  return process.threadCpuUsage(started).user / 1_000;
}
