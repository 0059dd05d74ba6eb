import { pino } from "pino";
import { createParser } from "../jobs/parse";
import { sealAudit } from "../services/seal-audit";
import { settings } from "../settings";
import { storeFor } from "../store";
import { Claims } from "./claims";
import { workOnce, type WorkerParts } from "./loop";

/** Unpacked to packed: real SBOMs stay below 60. */
const MAX_RATIO = 200;
/** Layers of images shrink to a half or a third. */
const UNPACKED = 4;
const IDLE_MS = 250;
const AFTER_FAILURE_MS = 2_000;

/** The worker process: takes what is due until it is told to stop, then finishes the piece in hand. */
async function main(): Promise<void> {
  const { limits, workerDatabaseUrl, databaseUrl, logLevel } = settings();
  const url = workerDatabaseUrl ?? databaseUrl;
  if (!url) throw new Error("PROOFMARK_WORKER_DATABASE_URL is not set: the worker has no database.");
  const logger = pino({ name: "worker", level: logLevel });
  let stopping = false;
  const parts: WorkerParts = {
    store: storeFor("worker"),
    claims: new Claims(url),
    parser: createParser({ heapMb: limits.parseHeapMb, seconds: limits.parseSeconds, onCrash: (error) => logger.error({ error }, "the reading thread died") }),
    limits: { maxDocumentBytes: limits.maxDocumentBytes, maxComponents: limits.maxComponents, maxRatio: MAX_RATIO, maxArchiveBytes: UNPACKED * limits.maxArchiveBytes },
    log: (level, message, details) => logger[level](details, message),
    stopping: () => stopping,
  };
  const wake = { up: (): void => {} };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      stopping = true;
      wake.up();
    });
  }
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.send?.("ready");
  logger.info("worker ready");
  while (!stopping) await round(parts, logger, wake);
  await parts.parser.close();
  await parts.claims.close();
  await parts.store.close();
}

async function round(parts: WorkerParts, logger: { error: (details: object, message: string) => void }, wake: { up: () => void }): Promise<void> {
  let pause = IDLE_MS;
  try {
    if ((await workOnce(parts)) > 0) pause = 0;
    await sealAudit(parts.store);
  } catch (error) {
    logger.error({ error: error instanceof Error ? error.message : String(error) }, "a round of work failed");
    pause = AFTER_FAILURE_MS;
  }
  if (pause > 0 && !parts.stopping()) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      wake.up = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
