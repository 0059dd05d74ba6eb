import type { Child, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { instant, isObject, type JsonObject, objectAt, plural, tally, textAt, valueOf } from "../shared/values";
import { childOf, contentOf, summed } from "./content";
import { imageOf, workloadOf } from "./image";
import { groupOf, KINDS, type Kind } from "./kinds";

/**
 * Custom resources of Kubescape's storage (spdx.softwarecomposition.kubescape.io), in JSON or YAML: one object, or
 * several as a List, a `…List` or a bare array (each is then a child of its own). The Syft, SPDX, Grype or OpenVEX
 * document inside is a child, about the image that the object's annotation names.
 * Codes: kubescape-resource/items, /spec, /content, /rows, /too-many.
 */
export const kubescapeResource: FormatRoom = {
  id: "kubescape-resource",
  title: "Kubescape storage object",
  revision: 1,
  duplicateKeys: "refuse",
  sniff: (document) => isOne(valueOf(document)) || itemsOf(valueOf(document)) !== null,
  read,
};

const MAX_ITEMS = 9_000;

function isOne(value: unknown): value is JsonObject {
  return groupOf(value) !== null && Object.hasOwn(KINDS, textAt(value, "kind") ?? "");
}

/** Items of a list that holds this group's objects alone; another group's are another room's. */
function itemsOf(value: unknown): { items: unknown[]; at: string } | null {
  const list = Array.isArray(value) ? value : isObject(value) && (textAt(value, "kind") ?? "").endsWith("List") ? value["items"] : null;
  if (!Array.isArray(list)) return null;
  const typed = isObject(value) && groupOf(value) !== null;
  const ours = list.length > 0 ? list.every((item) => groupOf(item) !== null || (typed && isObject(item) && !("apiVersion" in item))) : typed;
  return ours ? { items: list, at: Array.isArray(value) ? "" : "/items" } : null;
}

function read(document: RawDocument): Result<Reading> {
  const value = valueOf(document);
  if (isOne(value)) return readOne(value, KINDS[textAt(value, "kind") ?? ""]);
  const list = itemsOf(value);
  return list === null ? refuse("kubescape-resource/items", "an object, or a list of objects", "") : readList(value, list);
}

function readList(value: unknown, { items, at }: { items: unknown[]; at: string }): Result<Reading> {
  if (items.length > MAX_ITEMS) return tooMany("kubescape-resource", "objects in a list", MAX_ITEMS, items.length, at);
  const kind = textAt(value, "kind")?.replace(/List$/, "");
  const notes = new Notes();
  if (items.length === 0) notes.warn("kubescape-resource/empty-list", "the list holds no object: nothing was scanned, which is no clean result", at);
  const children = items.map((item, i): Child => {
    const whole = isObject(item) && !("apiVersion" in item) && isObject(value) ? { apiVersion: value["apiVersion"], kind, ...item } : item;
    return { path: `items/${i}`, bytes: new TextEncoder().encode(JSON.stringify(whole)), hint: textAt(item, "kind") ?? kind ?? null, identities: [] };
  });
  return ok(
    reading({
      room: kubescapeResource.id,
      revision: kubescapeResource.revision,
      summary: `List of ${plural(items.length, "Kubescape object")}`,
      children,
      notes: notes.list(),
      counts: { items: items.length, documents: 1, kinds: tally(isObject(value) ? [textAt(value, "kind")] : items.map((item) => textAt(item, "kind"))) },
    }),
  );
}

function readOne(value: JsonObject, kind: Kind | undefined): Result<Reading> {
  if (kind === undefined) return refuse("kubescape-resource/items", "an object, or a list of objects", "");
  const notes = new Notes();
  const content = contentOf(value, kind, notes);
  if (!content.ok) return content;
  const image = imageOf(value, notes);
  const word = textAt(value, "kind") ?? "";
  const about = image.name ?? workloadOf(value);
  const tool = objectAt(objectAt(objectAt(value, "spec"), "metadata"), "tool");
  const toolName = textAt(tool, "name");
  const { rows } = content.value;
  return ok(
    reading({
      room: kubescapeResource.id,
      revision: kubescapeResource.revision,
      formatVersion: groupOf(value),
      summary: `${word}${about === null ? "" : ` of ${about}`}${kind.member === null ? "" : `, ${plural(rows, kind.noun, kind.noun === "match" ? "matches" : `${kind.noun}s`)}`}`,
      identities: image.identities,
      observedAt: instant(objectAt(objectAt(objectAt(value, "spec"), "metadata"), "report")["createdAt"]) ?? instant(objectAt(value, "metadata")["creationTimestamp"]),
      tool: toolName === null ? null : { name: toolName, version: textAt(tool, "version") },
      children: childOf(content.value, kind, image.identities),
      notes: notes.list(),
      counts: { documents: 1, kinds: { [word]: 1 }, ...(kind.member === null ? { severities: summed(value) } : { [kind.rows]: rows }) },
    }),
  );
}
