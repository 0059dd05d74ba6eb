import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { receipt as receiptShape, type Receipt } from "../contracts/receipt";
import type { Ctx } from "../server/auth/principal";
import { receiptById } from "../server/queries/receipt";
import { receiveEvidence, type IncomingFile } from "../server/services/receive-evidence";
import { settings } from "../server/settings";
import { localContext, withLocal } from "./local";
import { isLayout, packLayout } from "./pack-layout";
import { multipart } from "./multipart-body";
import { call, serverOf, type Server } from "./server";
import { CliError, EXIT, secondsOf, usageError } from "./usage";

const OPTIONS = {
  image: { type: "string" },
  digest: { type: "string" },
  tag: { type: "string" },
  system: { type: "string", default: "default" },
  wait: { type: "boolean", default: false },
  timeout: { type: "string", default: "300" },
  server: { type: "string" },
  token: { type: "string" },
} as const;

interface Job {
  /** The uploader's word on what the files are about; without it, what they name themselves. */
  claim: { image?: string; digest?: string; tag?: string };
  system: string;
  wait: boolean;
  timeoutSeconds: number;
  files: string[];
}

/** Hands files in as one bundle. With --wait it answers when they have been read, and fails when they were rejected. */
export async function ingestCommand(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length === 0) throw usageError("Which files?");
  for (const file of positionals) await mustBeEvidence(file);
  const job: Job = {
    claim: claimOf(values), system: values.system, wait: values.wait, timeoutSeconds: secondsOf(values.timeout), files: positionals,
  };
  const server = serverOf(values);
  return server ? ingestRemote(server, job) : withLocal(async (store) => ingestLocal(await localContext(store, job.system), job));
}

/** Only what was said: an option left out is no claim. */
function claimOf({ image, digest, tag }: { image?: string | undefined; digest?: string | undefined; tag?: string | undefined }): Job["claim"] {
  return { ...(image && { image }), ...(digest && { digest }), ...(tag && { tag }) };
}

/** A file, or a directory that is packed on the way. */
async function mustBeEvidence(given: string): Promise<void> {
  const found = statSync(given, { throwIfNoEntry: false });
  if (found?.isDirectory() && !(await isLayout(given))) throw new CliError(`${given} is a directory without an oci-layout file. Hand in an OCI image layout, or the files in it one by one.`);
  if (!found?.isDirectory() && !found?.isFile()) throw new CliError(`${given} is no file.`);
}

const isDirectory = (given: string): boolean => statSync(given).isDirectory();

/** A layout is named after its directory. */
const nameOf = (given: string): string => `${path.basename(path.resolve(given))}${isDirectory(given) ? ".tar" : ""}`;

const open = async (given: string): Promise<AsyncIterable<Uint8Array>> => (isDirectory(given) ? packLayout(given) : createReadStream(given));

async function ingestRemote(server: Server, job: Job): Promise<string> {
  const query = new URLSearchParams(job.claim);
  const files = job.files.map((file) => ({ name: nameOf(file), open: () => open(file) }));
  const response = await call(server, `/api/v1/systems/${encodeURIComponent(job.system)}/evidence?${query}`, { method: "POST", ...multipart(files) });
  const first = receiptShape.parse(await response.json());
  return finish(job, first, async () => receiptShape.parse(await (await call(server, `/api/v1/receipts/${first.id}`)).json()));
}

async function ingestLocal(ctx: Ctx, job: Job): Promise<string> {
  async function* files(): AsyncGenerator<IncomingFile> {
    for (const file of job.files) yield { fileName: nameOf(file), mediaType: null, stream: await open(file) };
  }
  const { maxUploadBytes, maxArchiveBytes } = settings().limits;
  const limits = { maxFileBytes: maxUploadBytes, maxArchiveBytes, maxFiles: 200 };
  const received = await receiveEvidence(ctx, files(), job.claim, limits);
  if (!received.ok) throw new CliError(`${received.problem.detail}${received.problem.at ? ` at ${received.problem.at}` : ""} [${received.problem.code}]`);
  const ask = () => receiptById(ctx, { id: received.value.receiptId });
  const first = await ask();
  if (!first) throw new CliError("The receipt is gone.");
  return finish(job, first, async () => (await ask()) ?? first);
}

async function finish(job: Job, first: Receipt, ask: () => Promise<Receipt>): Promise<string> {
  let receipt = first;
  const end = performance.now() + job.timeoutSeconds * 1000;
  while (job.wait && (receipt.state === "stored" || receipt.state === "processing")) {
    if (performance.now() > end) throw new CliError(`Receipt ${receipt.id} is still ${receipt.state}: does the worker run?`, EXIT.timeout);
    await pause(500);
    receipt = await ask();
  }
  if (receipt.state === "rejected") throw new CliError(words(receipt), EXIT.rejected);
  return words(receipt);
}

/** One line for the receipt and one per document: what it is, how it is bound, what stands against it. */
function words(receipt: Receipt): string {
  const lines = receipt.submissions.flatMap(({ fileName, documents }) =>
    documents.map((one) => {
      const bound = one.bindings.map(({ state }) => state).join(", ") || "not bound";
      return `  ${fileName}${one.path ? `#${one.path}` : ""}  ${one.summary}  ${bound}${one.problem ? `  ${one.problem.detail} at ${one.problem.at ?? "/"}` : ""}`;
    }),
  );
  return [`${receipt.id}  ${receipt.state}${receipt.problem ? `  ${receipt.problem.detail}` : ""}`, ...lines].join("\n");
}
