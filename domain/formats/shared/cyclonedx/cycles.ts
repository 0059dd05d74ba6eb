import type { Notes } from "../reading";
import { type JsonObject, listAt, textAt, textsAt } from "../values";

/**
 * Whether dependencies run in a circle, by taking off again and again what nothing left depends on (Kahn): one step per
 * entry and edge, whatever the shape. The place is that of the first entry on a circle or behind one.
 */
export function noteCycles(json: JsonObject, notes: Notes): void {
  const targets = new Map<string, string[]>();
  const places = new Map<string, number>();
  for (const [i, entry] of listAt(json, "dependencies").entries()) {
    const ref = textAt(entry, "ref");
    if (ref === null) continue;
    const known = targets.get(ref);
    if (known === undefined) targets.set(ref, textsAt(entry, "dependsOn"));
    else for (const target of textsAt(entry, "dependsOn")) known.push(target);
    if (!places.has(ref)) places.set(ref, i);
  }
  const incoming = new Map<string, number>();
  for (const list of targets.values()) for (const target of list) incoming.set(target, (incoming.get(target) ?? 0) + 1);
  const free = [...targets.keys()].filter((ref) => !incoming.has(ref));
  for (let ref = free.pop(); ref !== undefined; ref = free.pop()) {
    for (const target of targets.get(ref) ?? []) {
      const left = (incoming.get(target) ?? 0) - 1;
      incoming.set(target, left);
      if (left === 0) free.push(target);
    }
    targets.delete(ref);
  }
  const [first] = targets.keys();
  if (first !== undefined) notes.warn("cyclonedx/dependency-cycle", "dependencies run in a circle", `/dependencies/${places.get(first) ?? 0}`);
}
