import { parentPort, resourceLimits } from "node:worker_threads";
import { fitScansTo } from "../../domain/ingest/limits";
import { readFile } from "./read-file";
import type { FromThread, ToThread } from "./thread-messages";
import type { VerifyTask } from "./verify-file";

let arrived: (bytes: Uint8Array | null) => void = () => {};

const say = (message: FromThread): void => parentPort?.postMessage(message);

/** The file's bytes, each piece asked for when the one before has been used. */
async function* pieces(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await new Promise<Uint8Array | null>((resolve) => {
      arrived = resolve;
      say({ type: "next" });
    });
    if (bytes === null) return;
    yield bytes;
  }
}

/** Certificates and logs are a lot of code, which reading alone does not load. */
async function judge(task: VerifyTask): Promise<void> {
  const { verifyFile } = await import("./verify-file");
  say({ type: "begun" });
  say({ type: "verdicts", verdicts: verifyFile(task) });
}

if (resourceLimits.maxOldGenerationSizeMb) fitScansTo(resourceLimits.maxOldGenerationSizeMb);

/** The thread that reads hostile files: no database, no secrets, a heap of its own, and killed when it takes too long. */
parentPort?.on("message", (message: ToThread) => {
  if (message.type === "piece") return arrived(message.bytes);
  if (message.type === "verify") return void judge(message.task);
  say({ type: "begun" });
  void readFile({ ...message.file, pieces: pieces() }).then((documents) => say({ type: "documents", documents }));
});
