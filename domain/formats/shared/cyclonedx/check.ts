import type { Notes } from "../reading";
import { type JsonObject, listAt, textAt } from "../values";
import type { Components } from "./components";
import { bom } from "./schema/bom";

/**
 * What a document says against its own schema where no fact is read from it: words, hashes, licences, times, addresses,
 * members it cannot be without or does not know, dangling references. All warnings: real tools break these and the
 * inventory still stands, visibly marked.
 */
export function checkDocument(json: JsonObject, refs: Components["refs"], notes: Notes): void {
  if (json["signature"] !== undefined) notes.add("info", "cyclonedx/embedded-signature", "the document carries a signature of its own, which is not verified", "/signature");
  checkSchema(json, notes);
  bom(json, "", { notes, version: textAt(json, "specVersion") ?? "" });
  checkDependencies(json, refs, notes);
}

/** The schema of one version under the number of another: which of the two was meant stays open. */
function checkSchema(json: JsonObject, notes: Notes): void {
  const named = /\/bom-(\d\.\d)(?:-strict)?\.schema\.json$/.exec(textAt(json, "$schema") ?? "")?.[1];
  const stated = json["specVersion"];
  if (named !== undefined && stated !== undefined && named !== stated) notes.warn("cyclonedx/schema", "$schema names another version than specVersion", "/$schema");
}

function checkDependencies(json: JsonObject, refs: Components["refs"], notes: Notes): void {
  for (const [i, dependency] of listAt(json, "dependencies").entries()) {
    const at = `/dependencies/${i}`;
    const ref = textAt(dependency, "ref");
    if (ref === null) notes.warn("cyclonedx/dependency", "a dependency names what depends", `${at}/ref`);
    else if (!refs.has(ref)) notes.warn("cyclonedx/dangling-ref", "a dependency names something that the document does not have", `${at}/ref`);
    for (const [k, target] of listAt(dependency, "dependsOn").entries()) {
      if (typeof target !== "string" || !refs.has(target)) notes.warn("cyclonedx/dangling-ref", "a dependency names something that the document does not have", `${at}/dependsOn/${k}`);
    }
  }
}
