import type { Notes } from "../reading";
import { type JsonObject, listAt, textAt } from "../values";

/** Relationships that say "first needs or holds second"; those of `INVERSE` say it the other way round. */
const FORWARD = new Set(["DEPENDS_ON", "CONTAINS"]);
const INVERSE = new Set(["DEPENDENCY_OF", "CONTAINED_BY"]);

/** Says where what is needed or held leads back to itself. Depth-first without recursion, each relationship once. */
export function noteCycles(json: JsonObject, notes: Notes): void {
  const targets = new Map<string, string[]>();
  const places = new Map<string, string>();
  for (const [i, row] of listAt(json, "relationships").entries()) {
    const type = textAt(row, "relationshipType") ?? "";
    const ends = [textAt(row, "spdxElementId"), textAt(row, "relatedSpdxElement")];
    const [from, to] = INVERSE.has(type) ? ends.toReversed() : ends;
    if ((!FORWARD.has(type) && !INVERSE.has(type)) || !from || !to) continue;
    const known = targets.get(from);
    if (known) known.push(to);
    else targets.set(from, [to]);
    if (!places.has(from)) places.set(from, `/relationships/${i}`);
  }
  const start = cycleStart(targets);
  if (start !== null) notes.add("info", "spdx/cycle", "dependencies or contents lead back to themselves", places.get(start) ?? "/relationships");
}

/** An element of the first cycle found, null where there is none. */
export function cycleStart(targets: ReadonlyMap<string, readonly string[]>): string | null {
  const state = new Map<string, "open" | "done">();
  for (const root of targets.keys()) {
    if (state.has(root)) continue;
    const path: { id: string; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, "open");
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = targets.get(top.id)?.[top.next];
      top.next += 1;
      if (target === undefined) {
        state.set(top.id, "done");
        path.pop();
      } else if (state.get(target) === "open") return target;
      else if (!state.has(target)) {
        state.set(target, "open");
        path.push({ id: target, next: 0 });
      }
    }
  }
  return null;
}
