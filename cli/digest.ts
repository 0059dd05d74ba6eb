import { parseArgs } from "node:util";
import { clock } from "../server/clock";
import { givenUp } from "../server/queries/given-up";
import { retryEvaluation } from "../server/services/evaluation/attempts";
import { asOperator, localContext, withLocal } from "./local";
import { need, usageError } from "./usage";

/** `digest failed` and `digest retry`: digests whose evaluation was given up. */
export async function digestCommand([verb, ...args]: string[]): Promise<string> {
  if (verb === "failed") return failed(args);
  if (verb === "retry") return retry(args);
  throw usageError("digest failed or digest retry?");
}

function failed(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { system: { type: "string", default: "default" } } });
  return withLocal(async (store) => {
    const found = await givenUp(await localContext(store, values.system));
    return found.map(({ digest, images, attempts, problem }) => `${digest}  ${images.join(" ") || "in no image line"}  ${attempts} attempts  ${problem.code}: ${problem.detail}`).join("\n");
  });
}

function retry(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { system: { type: "string", default: "default" }, digest: { type: "string" } } });
  const sha256 = need(values.digest, "digest").replace(/^sha256:/, "");
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw usageError("--digest is sha256: and 64 hex digits.");
  return withLocal(async (store) => {
    const ctx = await localContext(store, values.system);
    const changed = await asOperator(ctx, (tx) => retryEvaluation(tx, { ...ctx, at: clock.now() }, sha256));
    return changed ? "It is evaluated again as soon as the worker gets to it." : "Its evaluation was not given up: there is nothing to change.";
  });
}
