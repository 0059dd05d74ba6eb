import type { Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { isObjectOf, type ObjectGroup, objectsIn, readObjectList } from "../shared/kubernetes-objects";
import { Notes, reading, refuse } from "../shared/reading";
import { instant, type JsonObject, objectAt, plural, textAt, valueOf } from "../shared/values";
import { childOf, contentOf, summed } from "./content";
import { imageOf, workloadOf } from "./image";
import { groupOf, KINDS, type Kind } from "./kinds";

const OBJECTS: ObjectGroup = { room: "kubescape-resource", title: "Kubescape object", noun: "object", kinds: KINDS, versionOf: groupOf };

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
  sniff: (document) => isObjectOf(OBJECTS, valueOf(document)) || objectsIn(OBJECTS, valueOf(document)) !== null,
  read,
};

function read(document: RawDocument): Result<Reading> {
  const value = valueOf(document);
  if (isObjectOf(OBJECTS, value)) return readOne(value, KINDS[textAt(value, "kind") ?? ""]);
  const list = objectsIn(OBJECTS, value);
  return list === null ? refuse("kubescape-resource/items", "an object, or a list of objects", "") : readObjectList(OBJECTS, kubescapeResource.revision, value, list);
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
