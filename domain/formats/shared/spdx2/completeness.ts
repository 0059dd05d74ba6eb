import type { ComponentFact } from "../../../model/document";
import type { Notes } from "../reading";

/**
 * What an inventory leaves unsaid about its packages. No fault of the document, so no warning: but whoever relies on it
 * sees how many packages no scanner can look up and how many name nobody who stands for them.
 */
export function noteCompleteness(components: readonly ComponentFact[], notes: Notes): void {
  for (const fact of components) {
    if (fact.type === "operating-system" || fact.type === "file") continue;
    if (fact.purlText === null) notes.add("info", "spdx/no-purl", "packages without a purl are looked up by name alone", fact.at);
    if (fact.version === null) notes.add("info", "spdx/no-version", "packages without a version cannot be matched to findings", fact.at);
    if (fact.supplier === null) notes.add("info", "spdx/no-supplier", "packages name no supplier", fact.at);
  }
}
