import type { DerivedBinding } from "../../domain/model/identity";
import type { ReadDocument } from "./understood";

const MOST = 5;

/** What would settle a document that does not count as it stands, one sentence each. Nothing for one that does. */
export function resolvesOf({ state, bindings, problem }: Pick<ReadDocument, "state" | "bindings" | "problem">): string[] {
  const found = new Set<string>();
  if (state === "refused") found.add(refusedHint(problem));
  for (const binding of bindings) for (const hint of bindingHints(binding)) found.add(hint);
  return [...found].slice(0, MOST);
}

function refusedHint(problem: ReadDocument["problem"]): string {
  if (problem?.limit) return "A smaller document, or a higher limit set by whoever runs this installation. The bytes are kept.";
  if (problem?.code.startsWith("json/")) return "A whole file: this one is cut off or broken where the problem says. The bytes are kept.";
  return "A corrected document: its maker left the format where the problem says. The bytes are kept.";
}

function bindingHints({ digest, state, because }: DerivedBinding): string[] {
  if (state === "conflict") return ["The file that belongs to this digest, or this file under the image it names: held manifests show that the two are different images."];
  if (state === "claimed") return ["A document that names the digest itself, or an auditor who accepts the claim: the uploader's word alone never leads to a pass."];
  if (state !== "pending") return [];
  if (because.length === 0) return ["The digest it is about, given when handing it in: the file names no image."];
  const missing = because.filter(({ relation }) => /not connected|is unknown/.test(relation)).map(({ identity }) => identity);
  const hints = missing.map(({ type, sha256 }) =>
    type === "image-id" || type === "manifest-local"
      ? `The manifest whose config is sha256:${sha256}.`
      : `The manifest or index sha256:${sha256} itself.`);
  if (digest !== null && !missing.some(({ sha256 }) => sha256 === digest)) hints.push(`The manifest sha256:${digest}, with the index that lists it.`);
  return hints.length === 0 ? ["The manifests of what it names."] : hints;
}
