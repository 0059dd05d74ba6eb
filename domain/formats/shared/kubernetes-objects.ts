import type { Child, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import { Notes, reading, tooMany } from "./reading";
import { isObject, type JsonObject, plural, tally, textAt } from "./values";

const MAX_ITEMS = 9_000;

/** Custom resources of one API group of Kubernetes, as a room reads them. */
export interface ObjectGroup {
  /** Id of the room, which its codes begin with. */
  room: string;
  /** What one of them is called, with the tool's name ("Kubescape object") and without ("object"). */
  title: string;
  noun: string;
  kinds: Readonly<Record<string, unknown>>;
  /** Version of the API where the object is one of this group, else null. */
  versionOf: (value: unknown) => string | null;
}

export interface ObjectList {
  items: unknown[];
  /** Pointer to the list. */
  at: string;
  /** Path steps of the items where they are not "items/0" and so on. */
  paths?: readonly string[];
}

export function isObjectOf({ kinds, versionOf }: ObjectGroup, value: unknown): value is JsonObject {
  return versionOf(value) !== null && Object.hasOwn(kinds, textAt(value, "kind") ?? "");
}

/** Items of a List, a `…List` or a bare array that holds this group's objects alone; another group's are another room's. */
export function objectsIn({ versionOf }: ObjectGroup, value: unknown): ObjectList | null {
  const list = Array.isArray(value) ? value : isObject(value) && (textAt(value, "kind") ?? "").endsWith("List") ? value["items"] : null;
  if (!Array.isArray(list)) return null;
  const typed = isObject(value) && versionOf(value) !== null;
  const ours = list.length > 0 ? list.every((item) => versionOf(item) !== null || (typed && isObject(item) && !("apiVersion" in item))) : typed;
  return ours ? { items: list, at: Array.isArray(value) ? "" : "/items" } : null;
}

/** Each object of a list is a child of its own; what a typed list says once is written into each. Codes: …/too-many. */
export function readObjectList({ room, title, noun }: ObjectGroup, revision: number, value: unknown, { items, at, paths }: ObjectList): Result<Reading> {
  if (items.length > MAX_ITEMS) return tooMany(room, `${noun}s in a list`, MAX_ITEMS, items.length, at);
  const kind = textAt(value, "kind")?.replace(/List$/, "");
  const notes = new Notes();
  if (items.length === 0) notes.warn(`${room}/empty-list`, `the list holds no ${noun}: nothing was scanned, which is no clean result`, at);
  const children = items.map((item, i): Child => {
    const whole = isObject(item) && !("apiVersion" in item) && isObject(value) ? { apiVersion: value["apiVersion"], kind, ...item } : item;
    return { path: paths?.[i] ?? `items/${i}`, bytes: new TextEncoder().encode(JSON.stringify(whole)), hint: textAt(item, "kind") ?? kind ?? null, identities: [] };
  });
  return ok(
    reading({
      room,
      revision,
      summary: `List of ${plural(items.length, title)}`,
      children,
      notes: notes.list(),
      counts: { items: items.length, documents: 1, kinds: tally(isObject(value) && paths === undefined ? [textAt(value, "kind")] : items.map((item) => textAt(item, "kind"))) },
    }),
  );
}
