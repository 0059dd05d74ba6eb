import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { fail, ok, type Problem, type Result } from "../../domain/model/problem";
import type { Pieces } from "./byte-source";
import { countDown } from "./count-down";
import type { ParsedDocument, ParseRequest } from "./parsed-document";
import type { FromThread, ToThread } from "./thread-messages";
import { moreSeconds } from "./time-for-size";
import type { AnsweredQuestion, VerifyTask } from "./verify-file";

export interface ParserOptions {
  heapMb: number;
  seconds: number;
  /** For a thread to load and begin; default 120. */
  startSeconds?: number;
  /** Folder with `dist/`; default: PROOFMARK_HOME, else the working directory. */
  home?: string;
  /** Told of every thread that died of an error, for the log. */
  onCrash?: (error: unknown) => void;
  /** The caller is built, though its own address may not show it. */
  built?: boolean;
}

/** A busy machine loads slowly, and what loads is ours. */
const START_SECONDS = 120;

export interface Parser {
  parse(request: ParseRequest): Promise<Result<ParsedDocument[]>>;
  /** Judges signatures under the same limits: what carries them is no less hostile. */
  verify(task: VerifyTask): Promise<Result<AnsweredQuestion[]>>;
  close(): Promise<void>;
}

/**
 * Reads files in a thread with a heap limit and a deadline. The thread asks for a file's bytes piece by piece, so
 * that an archive is never held whole on either side. It is kept for the next file and replaced after it was killed or
 * died; files wait for each other. A thread that ends before it began is no fault of the file: another one gets it
 * once. Problems: ingest/timeout, ingest/memory, ingest/crashed. Throws what the pieces throw, and when no thread begins.
 */
export function createParser(options: ParserOptions): Parser {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const running = (): Worker => {
    if (thread) return thread;
    const started = startThread(options);
    // One that died between two files would never answer.
    started.once("exit", () => {
      if (thread === started) thread = null;
    });
    return (thread = started);
  };
  const onThread = async (conversation: Conversation): Promise<Result<Answer> | NotBegun> => {
    const used = running();
    let done = false;
    try {
      const result = await converse(used, conversation, options);
      done = "ok" in result && result.ok;
      return result;
    } finally {
      if (!done) {
        if (thread === used) thread = null;
        await used.terminate();
      }
    }
  };
  const answerTo = async (conversation: Conversation): Promise<Result<Answer>> => {
    try {
      const first = await onThread(conversation);
      const result = "ok" in first ? first : await onThread(conversation);
      if ("ok" in result) return result;
      if (result.problem.code === "ingest/memory") return fail(result.problem);
      throw new Error(`No reading thread began: ${result.problem.detail}`);
    } finally {
      await conversation.source.return?.();
    }
  };
  const inTurn = (conversation: Conversation): Promise<Result<Answer>> => {
    const turn = last.then(() => answerTo(conversation));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    async parse({ pieces, ...file }) {
      const answer = await inTurn({ opening: { type: "file", file }, source: iteratorOf(pieces), sizeBytes: file.sizeBytes });
      return answer.ok && answer.value.type === "documents" ? ok(answer.value.documents) : failed(answer);
    },
    async verify(task) {
      const answer = await inTurn({ opening: { type: "verify", task }, source: iteratorOf([]), sizeBytes: task.bytes.byteLength });
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
function startThread({ heapMb, home, onCrash, built: callerIsBuilt = false }: ParserOptions): Worker {
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
  thread.on("error", (error) => onCrash?.(error));
  return thread;
}

type Answer = Exclude<FromThread, { type: "next" | "begun" }>;

interface Conversation {
  opening: ToThread;
  /** Nothing is taken from it before the thread has begun. */
  source: Iterator<Uint8Array> | AsyncIterator<Uint8Array>;
  sizeBytes: number;
}

/** The thread ended, or stayed silent, before it looked at the file. */
interface NotBegun {
  problem: Problem;
}

const iteratorOf = (pieces: Pieces): Conversation["source"] => (Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]());

function failed(answer: Result<Answer>): Result<never> {
  return answer.ok ? fail({ code: "ingest/crashed", detail: "The reading thread answered another question." }) : answer;
}

/**
 * Hands the thread what it asks for until it answers, dies or takes too long. The seconds of the file run from when the
 * thread has begun, and not while it waits for us.
 */
function converse(thread: Worker, { opening, source, sizeBytes }: Conversation, { seconds, heapMb, startSeconds = START_SECONDS }: ParserOptions): Promise<Result<Answer> | NotBegun> {
  const allowed = seconds + moreSeconds(sizeBytes);
  return new Promise((resolve, reject) => {
    let begun = false;
    let waiting = false;
    const give = (problem: Problem): void => finish(() => resolve(begun ? fail(problem) : { problem }));
    const onTimeout = (): void => give({ code: "ingest/timeout", detail: "Reading the file took longer than accepted.", limit: { name: "seconds for a file", max: allowed } });
    let stopTimer = countDown(startSeconds, () => false, onTimeout);
    const onMessage = (said: FromThread): void => {
      if (said.type === "begun") {
        begun = true;
        stopTimer();
        stopTimer = countDown(allowed, () => waiting, onTimeout);
        return;
      }
      if (said.type !== "next") return finish(() => resolve(ok(said)));
      waiting = true;
      Promise.resolve(source.next()).then(
        ({ done, value }) => {
          waiting = false;
          thread.postMessage({ type: "piece", bytes: done ? null : value } satisfies ToThread);
        },
        (error: unknown) => finish(() => reject(error)),
      );
    };
    const onError = (error: NodeJS.ErrnoException): void => give(problemOf(error, heapMb));
    const onExit = (code: number): void => give({ code: "ingest/crashed", detail: `The reading thread ended with code ${code}.` });
    const finish = (settle: () => void): void => {
      stopTimer();
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
    thread.postMessage(opening);
  });
}

function problemOf(error: NodeJS.ErrnoException, heapMb: number): Problem {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return { code: "ingest/memory", detail: "Reading the file needed more memory than accepted.", limit: { name: "MiB of memory for a file", max: heapMb } };
  }
  // The message may tell paths and code of this machine, and whoever handed the file in reads this.
  return { code: "ingest/crashed", detail: `The reader failed (${/^\w{1,40}$/.test(error.name) ? error.name : "Error"}). The bytes are kept; its own words stand in the log.` };
}
