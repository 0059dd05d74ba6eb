"use client";

import type { Preview, Receipt } from "../contracts/receipt";
import { refusal, systemPath } from "./http";
import { bundleOf, contentDigestOf, shares } from "./multipart";

/** What the sender says the files are about; empty = nothing said. */
export interface Claim {
  image: string;
  digest: string;
  tag: string;
}

export interface Sending {
  system: string;
  files: readonly File[];
  claim: Claim;
  signal: AbortSignal;
  /** Share of each file that has left, 0 to 1. */
  onProgress: (done: number[]) => void;
}

/** Hands the files in as one bundle. Throws ApiProblem for a refusal, SendError where no answer came. */
export async function handIn(sending: Sending): Promise<Receipt> {
  const { receipt } = await shapes();
  return receipt.parse(await send("evidence", sending));
}

/** What handing them in would do; nothing is stored. */
export async function lookAhead(sending: Sending): Promise<Preview> {
  const { preview } = await shapes();
  return preview.parse(await send("evidence/preview", sending));
}

/** Fetched before anything is sent: an answer that cannot be read would look like an upload that failed. */
const shapes = () =>
  import("../contracts/receipt").catch(() => {
    throw new Error("A part of this page could not be fetched, so nothing was sent. Load the page again if that stays so.");
  });

/** No answer came: what was sent may or may not have arrived, and sending it again is safe. */
class SendError extends Error {
  constructor(readonly aborted: boolean) {
    super(
      aborted
        ? "Stopped. The files are still chosen."
        : "The connection broke before an answer came. The files are still chosen: the same files give the same receipt, so trying again is safe.",
    );
  }
}

async function send(rest: string, { system, files, claim, signal, onProgress }: Sending): Promise<unknown> {
  const query = new URLSearchParams(Object.entries(claim).filter(([, value]) => value !== ""));
  const url = systemPath(system, query.size > 0 ? `${rest}?${query}` : rest);
  const { body, contentType, spans } = bundleOf(files);
  const digest = await contentDigestOf(body).catch(() => {
    throw new Error("A file could not be read. It may have been changed or moved since it was chosen: choose it again.");
  });
  signal.throwIfAborted();
  const { status, text } = await post(url, body, { "content-type": contentType, ...(digest ? { "content-digest": digest } : {}) }, signal, (sent) => onProgress(shares(spans, sent)));
  const answer = parse(text);
  if (status >= 200 && status < 300) return answer;
  throw await refusal(status, answer);
}

/** XMLHttpRequest, because fetch tells nothing of what has been sent. */
function post(url: string, body: Blob, headers: Record<string, string>, signal: AbortSignal, onSent: (bytes: number) => void): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded }) => onSent(loaded));
    request.addEventListener("load", () => resolve({ status: request.status, text: request.responseText }));
    request.addEventListener("error", () => reject(new SendError(false)));
    request.addEventListener("abort", () => reject(new SendError(true)));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
