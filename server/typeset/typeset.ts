import type { ChildProcess } from "node:child_process";
import { fail, ok, type Problem, type Result } from "../../domain/model/problem";
import type { PacketDocument } from "../../domain/packets/model";
import { planAttachments } from "./attachments";
import { homeFolder, residentMb, resolveChild, startChild } from "./child-process";
import type { Attachment, TypesetAnswer, TypesetRequest } from "./protocol";

export interface TypesetOptions {
  /** From the start of the child; waiting in the queue does not count. */
  timeoutMs?: number;
  /** Heap of the child. */
  maxOldSpaceMb?: number;
  /** Heap and native memory together, watched four times a second where the system tells. */
  maxResidentMb?: number;
  /** Entry of the child; default: dist/typeset-child.mjs, else server/typeset/child.ts by tsx. */
  childPath?: string;
  /** Default: PROOFMARK_HOME, else the working directory. */
  home?: string;
}

const DEFAULTS = { timeoutMs: 60_000, maxOldSpaceMb: 1_024, maxResidentMb: 2_560 };

/** The queue: setting a packet takes a core and up to gigabytes, so there is one child at a time. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Sets an audit packet as PDF (PDF/A-3a and PDF/UA-1) in a process of its own. Same input, same bytes: the creation
 * time is the as-of. Files of `attachments` above 2 MiB, or above 8 MiB in all, are listed by hash.
 * Problems: `typeset/timeout`, `typeset/memory`, `typeset/failed`.
 */
export function typesetPacket(
  doc: PacketDocument,
  attachments: readonly Attachment[],
  opts: TypesetOptions = {},
): Promise<Result<{ pdf: Uint8Array }>> {
  const turn = last.then(() => setInChild(doc, attachments, opts));
  last = turn.catch(() => undefined);
  return turn;
}

async function setInChild(doc: PacketDocument, attachments: readonly Attachment[], opts: TypesetOptions) {
  const limits = { ...DEFAULTS, ...opts };
  const home = opts.home ?? homeFolder();
  const child = startChild(home, resolveChild(home, opts.childPath), limits.maxOldSpaceMb);
  return converse(child, { home, doc, attachments: planAttachments(attachments) }, limits);
}

const timedOut = (max: number): Problem => ({
  code: "typeset/timeout",
  detail: `The packet was not set within ${max} ms.`,
  limit: { name: "timeoutMs", max },
});

const outOfMemory = (name: string, max: number, got?: number): Problem => ({
  code: "typeset/memory",
  detail: `Setting the packet needed more than ${max} MiB of memory.`,
  limit: { name, max, ...(got === undefined ? {} : { got: Math.round(got) }) },
});

/** One question, one answer, and the child is gone whatever happens. */
function converse(
  child: ChildProcess,
  request: TypesetRequest,
  limits: typeof DEFAULTS,
): Promise<Result<{ pdf: Uint8Array }>> {
  return new Promise((settle) => {
    let errors = "";
    let done = false;
    const finish = (result: Result<{ pdf: Uint8Array }>): void => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      clearInterval(watch);
      child.kill("SIGKILL");
      settle(result);
    };
    const timer = setTimeout(() => finish(fail(timedOut(limits.timeoutMs))), limits.timeoutMs);
    const watch = setInterval(() => {
      const mb = child.pid === undefined ? null : residentMb(child.pid);
      if (mb !== null && mb > limits.maxResidentMb)
        finish(fail(outOfMemory("maxResidentMb", limits.maxResidentMb, mb)));
    }, 250);
    child.stderr?.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)));
    child.on("error", (error) => finish(fail({ code: "typeset/failed", detail: error.message })));
    child.on("message", (answer) => finish(read(answer as TypesetAnswer)));
    child.on("close", (code, signal) => finish(fail(ended(errors, code, signal, limits))));
    child.send(request, (error) => error && finish(fail({ code: "typeset/failed", detail: error.message })));
  });
}

const read = (answer: TypesetAnswer): Result<{ pdf: Uint8Array }> =>
  answer.ok ? ok({ pdf: new Uint8Array(answer.pdf) }) : fail(answer.problem);

function ended(errors: string, code: number | null, signal: string | null, limits: typeof DEFAULTS): Problem {
  if (/heap out of memory|Allocation failed/i.test(errors)) return outOfMemory("maxOldSpaceMb", limits.maxOldSpaceMb);
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  const why = errors.trim().split("\n").slice(-3).join(" ");
  return { code: "typeset/failed", detail: `The typesetting process ended ${how}. ${why}`.trim() };
}
