import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { fail, ok, type Result } from "../../domain/model/problem";
import type { ParsedDocument, ParseRequest } from "./parsed-document";
import type { Pieces } from "./byte-source";
import type { FromThread, ToThread } from "./thread-messages";
import { moreSeconds } from "./time-for-size";
import type { AnsweredQuestion, VerifyTask } from "./verify-file";

export interface ParserOptions {
  heapMb: number;
  seconds: number;
  /** Folder with `dist/`; default: PROOFMARK_HOME, else the working directory. */
  home?: string;
  /** The caller is built, though its own address may not show it. */
  built?: boolean;
}

export interface Parser {
  parse(request: ParseRequest): Promise<Result<ParsedDocument[]>>;
  /** Judges signatures under the same limits: what carries them is no less hostile. */
  verify(task: VerifyTask): Promise<Result<AnsweredQuestion[]>>;
  close(): Promise<void>;
}

/**
 * Reads files in a thread with a heap limit and a deadline. The thread asks for a file's bytes piece by piece, so
 * that an archive is never held whole on either side. It is kept for the next file and replaced after it was killed;
 * files wait for each other. Problems: ingest/timeout, ingest/memory, ingest/crashed. Throws what the pieces throw.
 */
export function createParser(options: ParserOptions): Parser {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const answerTo = async (conversation: Conversation): Promise<Result<Answer>> => {
    thread ??= startThread(options);
    const used = thread;
    let done = false;
    try {
      const result = await converse(used, conversation, options);
      done = result.ok;
      return result;
    } finally {
      if (!done) {
        await used.terminate();
        thread = null;
      }
    }
  };
  const inTurn = (conversation: Conversation): Promise<Result<Answer>> => {
    const turn = last.then(() => answerTo(conversation));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    async parse({ pieces, ...file }) {
      const answer = await inTurn({ opening: { type: "file", file }, pieces, sizeBytes: file.sizeBytes });
      return answer.ok && answer.value.type === "documents" ? ok(answer.value.documents) : failed(answer);
    },
    async verify(task) {
      const answer = await inTurn({ opening: { type: "verify", task }, pieces: [], sizeBytes: task.bytes.byteLength });
      return answer.ok && answer.value.type === "verdicts" ? ok(answer.value.verdicts) : failed(answer);
    },
    async close() {
      await last;
      await thread?.terminate();
      thread = null;
    },
  };
}

/** The built thread when there is one and we are built ourselves, else the source, which needs the tsx loader. */
function startThread({ heapMb, home, built: callerIsBuilt = false }: ParserOptions): Worker {
  const folder = home ?? process.env["PROOFMARK_HOME"] ?? process.cwd();
  const built = path.join(folder, "dist", "parse-thread.mjs");
  const source = path.join(folder, "server", "jobs", "parse-thread.ts");
  const fromSource = (import.meta.url.endsWith(".ts") && !callerIsBuilt) || !existsSync(built);
  const loader = pathToFileURL(path.join(folder, "node_modules", "tsx", "dist", "loader.mjs")).href;
  const thread = new Worker(pathToFileURL(fromSource ? source : built), {
    env: {},
    execArgv: fromSource ? ["--import", loader] : [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  // Between two files nobody waits for an answer: a thread that dies then must not take the worker with it.
  thread.on("error", () => {});
  return thread;
}

type Answer = Exclude<FromThread, { type: "next" }>;

interface Conversation {
  opening: ToThread;
  pieces: Pieces;
  sizeBytes: number;
}

function failed(answer: Result<Answer>): Result<never> {
  return answer.ok ? fail({ code: "ingest/crashed", detail: "The reading thread answered another question." }) : answer;
}

/** Hands the thread what it asks for until it answers, dies or takes too long. */
async function converse(thread: Worker, { opening, pieces, sizeBytes }: Conversation, { seconds, heapMb }: ParserOptions): Promise<Result<Answer>> {
  const source = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  const allowed = seconds + moreSeconds(sizeBytes);
  try {
    return await new Promise((resolve, reject) => {
      const onMessage = (answered: FromThread): void => {
        if (answered.type !== "next") return finish(() => resolve(ok(answered)));
        Promise.resolve(source.next()).then(
          ({ done, value }) => thread.postMessage({ type: "piece", bytes: done ? null : value } satisfies ToThread),
          (error: unknown) => finish(() => reject(error)),
        );
      };
      const onError = (error: NodeJS.ErrnoException): void => finish(() => resolve(fail(problemOf(error, heapMb))));
      const onExit = (code: number): void => finish(() => resolve(fail({ code: "ingest/crashed", detail: `The reading thread ended with code ${code}.` })));
      const onTimeout = (): void =>
        finish(() => resolve(fail({ code: "ingest/timeout", detail: "Reading the file took longer than accepted.", limit: { name: "seconds for a file", max: allowed } })));
      const timer = setTimeout(onTimeout, allowed * 1000);
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        thread.off("message", onMessage).off("error", onError).off("exit", onExit);
        settle();
      };
      thread.on("message", onMessage).on("error", onError).on("exit", onExit);
      thread.postMessage(opening);
    });
  } finally {
    await source.return?.();
  }
}

function problemOf(error: NodeJS.ErrnoException, heapMb: number) {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return { code: "ingest/memory", detail: "Reading the file needed more memory than accepted.", limit: { name: "MiB of memory for a file", max: heapMb } };
  }
  return { code: "ingest/crashed", detail: `The reader failed: ${error.message}` };
}
