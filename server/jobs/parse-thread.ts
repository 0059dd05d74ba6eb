import { parentPort } from "node:worker_threads";
import type { ParseRequest } from "./parsed-document";
import { readFile } from "./read-file";

/** The thread that reads hostile files: no database, no secrets, a heap of its own, and killed when it takes too long. */
parentPort?.on("message", (request: ParseRequest) => {
  parentPort?.postMessage(readFile(request));
});
