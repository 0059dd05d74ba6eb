/**
 * Dies on the spot, as a power cut would, when a test asked for it: PROOFMARK_FAILPOINT names the place, and
 * "name#3" means the third time it is passed. Outside of the test runner (VITEST, which it hands down to what it starts)
 * the variable is ignored. NODE_ENV would not do: the web build writes its value into the code.
 */
export function failpoint(name: string): void {
  if (process.env["VITEST"] === undefined) return;
  const wanted = process.env["PROOFMARK_FAILPOINT"];
  if (wanted === undefined) return;
  const [place, nth] = wanted.split("#");
  if (place !== name) return;
  passed += 1;
  if (passed >= Number(nth ?? 1)) process.kill(process.pid, "SIGKILL");
}

let passed = 0;
