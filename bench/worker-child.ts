import { createParser } from "../server/jobs/parse";
import { openStore } from "../server/store";
import { Claims } from "../server/worker/claims";
import { workUntilDone } from "../server/worker/loop";

/** Works off what is due as the worker process does, and says what it took: seconds and the most memory, thread included. */
const url = process.env["BENCH_WORKER_URL"] ?? "";
const store = openStore(url, "worker");
const claims = new Claims(url);
const parser = createParser({ heapMb: 1024, seconds: 600 });
const MIB = 1024 * 1024;
const limits = { maxDocumentBytes: 128 * MIB, maxComponents: 200_000, maxRatio: 200, maxArchiveBytes: 1024 * MIB };
const before = process.memoryUsage().rss;
const start = performance.now();
await workUntilDone({ store, claims, parser, limits, log: () => {}, stopping: () => false });
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, idleMb: Math.round(before / MIB), peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
await parser.close();
await claims.close();
await store.close();
