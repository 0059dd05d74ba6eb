import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { packetResponse } from "../server/http/packet-response";
import { problemDocument } from "../contracts/common";
import { localContext, withLocal } from "./local";
import { call, serverOf } from "./server";
import { CliError, EXIT, need, secondsOf } from "./usage";

const OPTIONS = {
  digest: { type: "string" },
  out: { type: "string" },
  image: { type: "string" },
  "as-of": { type: "string" },
  system: { type: "string", default: "default" },
  timeout: { type: "string", default: "300" },
  server: { type: "string" },
  token: { type: "string" },
} as const;

/** Fetches the audit packet of a digest into a file, waiting while the worker builds it. */
export async function packetCommand(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const digest = `sha256:${need(values.digest, "digest").replace(/^sha256:/, "")}`;
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new CliError("--digest is sha256: and 64 hex digits.", EXIT.usage);
  const out = need(values.out, "out");
  const form = out.endsWith(".json") ? "json" : "pdf";
  const query = new URLSearchParams({ ...(values.image ? { image: values.image } : {}), ...(values["as-of"] ? { asOf: values["as-of"] } : {}) });
  const path = `/api/v1/systems/${encodeURIComponent(values.system)}/digests/${digest}/packet.${form}?${query}`;
  const seconds = secondsOf(values.timeout);
  const server = serverOf(values);
  const bytes = server
    ? await untilReady(() => call(server, path), seconds)
    : await withLocal(async (store) => {
        const ctx = await localContext(store, values.system);
        const request = new Request(`http://localhost${path}`);
        return untilReady(() => packetResponse(ctx, request, { digest, image: values.image, asOf: values["as-of"] }, form), seconds);
      });
  writeFileSync(out, bytes);
  return `${out}  ${bytes.byteLength} bytes`;
}

async function untilReady(ask: () => Promise<Response>, seconds: number): Promise<Uint8Array> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const response = await ask();
    if (response.status === 200) return new Uint8Array(await response.arrayBuffer());
    if (response.status !== 202) {
      const problem = problemDocument.safeParse(await response.json().catch(() => null));
      throw new CliError(problem.success ? `${problem.data.detail} [${problem.data.code}]` : `The answer was ${response.status}.`);
    }
    if (performance.now() > end) throw new CliError("The packet is not ready yet: does the worker run?", EXIT.timeout);
    await pause(Math.min(10, Number(response.headers.get("retry-after")) || 2) * 1000);
  }
}
