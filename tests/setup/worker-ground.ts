import { unwrapOk } from "../../domain/model/problem";
import { createParser, type Parser } from "../../server/jobs/parse";
import { ensureSystem } from "../../server/services/ensure-default-system";
import { receiveEvidence, type DoorLimits, type EvidenceClaim } from "../../server/services/receive-evidence";
import { openStore, type Actor, type Store, type SystemContext } from "../../server/store";
import { Claims } from "../../server/worker/claims";
import { workUntilDone, type WorkerParts } from "../../server/worker/loop";
import { createTestDatabase, type TestDatabase } from "./test-database";

const PIPELINE: Actor = { kind: "token", id: "t1", name: "pipeline" };
const LIMITS = { maxDocumentBytes: 64e6, maxComponents: 200_000, maxRatio: 200 };

/** Services and worker over a database of their own, without HTTP: for tests of what becomes of evidence. */
export interface WorkerGround {
  database: TestDatabase;
  /** As the web process writes. */
  web: Store;
  parts: WorkerParts;
  system: (name: string, as?: { title?: string; sample?: boolean; actor?: Actor }) => Promise<SystemContext>;
  /** Hands in one file as one receipt. */
  upload: (ctx: SystemContext, fileName: string, content: string | Uint8Array, claim?: EvidenceClaim, limits?: DoorLimits) => Promise<{ receiptId: string; known: boolean }>;
  /** Lets the worker do all that is due. */
  work: () => Promise<void>;
  close: () => Promise<void>;
}

/** Failures of the worker are printed; `parser` replaces the reading thread, and is then the caller's to close. */
export async function openWorkerGround(parser?: Parser): Promise<WorkerGround> {
  const database = await createTestDatabase();
  const web = openStore(database.webUrl, "web");
  const store = openStore(database.workerUrl, "worker");
  const claims = new Claims(database.workerUrl);
  const own = parser ?? createParser({ heapMb: 512, seconds: 30 });
  const log: WorkerParts["log"] = (level, message, details) => (level === "error" ? console.error(message, details) : undefined);
  const parts: WorkerParts = { store, claims, parser: own, limits: LIMITS, log, stopping: () => false };
  return {
    database, web, parts,
    system: async (name, { title = name, sample = false, actor = PIPELINE } = {}) => ({ systemId: await ensureSystem(database.migratorUrl, { name, title, sample }), store: web, actor }),
    upload: async (ctx, fileName, content, claim = {}, limits = { maxFileBytes: 1e9, maxFiles: 9 }) =>
      unwrapOk(await receiveEvidence(ctx, [{ fileName, mediaType: null, stream: streamOf(content) }], claim, limits)),
    work: () => workUntilDone(parts),
    async close() {
      for (const part of [...(parser ? [] : [own]), claims, web, store]) await part.close();
      await database.drop();
    },
  };
}

async function* streamOf(content: string | Uint8Array): AsyncIterable<Uint8Array> {
  yield typeof content === "string" ? Buffer.from(content) : content;
}
