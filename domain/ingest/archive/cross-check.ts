import type { Facts, ManifestFacts, Note } from "../../model/document";
import type { Sha256Hex } from "../../model/identity";
import type { Interpreted } from "./interpret";
import type { Member } from "./member";

/** A document of the archive after it was read. */
export interface ReadMember {
  member: Member;
  facts: Facts | null;
}

type Descriptor = { sha256: Sha256Hex; sizeBytes: number | null; by: string };

/**
 * What the documents of an archive say of its other files, held against those files: blobs that are named and not
 * there, sizes that differ, layers that are not the ones the config lists. Codes: archive/missing-blob,
 * archive/size-mismatch, archive/layer-mismatch, archive/missing-config, archive/missing-layer.
 */
export function crossCheck(archive: Interpreted, members: readonly Member[], read: readonly ReadMember[]): Note[] {
  const held = new Map(members.map((member) => [member.sha256, member]));
  const named = [
    ...archive.entryPoints.map(({ sha256 }) => ({ sha256, sizeBytes: null, by: "index.json" })),
    ...read.flatMap(({ member, facts }) => descriptorsOf(member, facts)),
  ];
  // A docker save of one platform keeps the list of all: only an image layout promises to be whole.
  const level = archive.kind === "docker-save" ? "info" : "warning";
  return [
    ...first(named.filter((one) => !held.has(one.sha256)), "archive/missing-blob", (one) => `${one.by} names sha256:${one.sha256}, which is not in the archive.`, level),
    ...first(named.filter((one) => sizeDiffers(one, held)), "archive/size-mismatch", (one) => `${one.by} says that sha256:${one.sha256} has ${one.sizeBytes} bytes; it has ${held.get(one.sha256)?.sizeBytes}.`, "warning"),
    ...archive.images.flatMap((image) => imageNotes(image, read)),
  ];
}

function descriptorsOf(member: Member, facts: Facts | null): Descriptor[] {
  const by = member.path;
  const { manifest, index } = facts ?? {};
  return [
    ...(manifest === undefined ? [] : [manifest.config, ...manifest.layers].map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes, by }))),
    ...(index?.manifests ?? []).map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes, by })),
  ];
}

function sizeDiffers({ sha256, sizeBytes }: Descriptor, held: ReadonlyMap<Sha256Hex, Member>): boolean {
  const member = held.get(sha256);
  return member !== undefined && sizeBytes !== null && sizeBytes !== member.sizeBytes;
}

function imageNotes(image: Interpreted["images"][number], read: readonly ReadMember[]): Note[] {
  const notes: Note[] = [];
  if (image.config === null) notes.push(warn("archive/missing-config", `manifest.json names the config "${image.configPath.slice(0, 100)}", which is not in the archive.`));
  if (image.layers.includes(null)) notes.push(warn("archive/missing-layer", "manifest.json names a layer that is not in the archive or is a link.", image.configPath));
  const config = read.find(({ member }) => member === image.config)?.facts?.config;
  if (config === undefined) return notes;
  if (config.diffIds.length !== image.layers.length) {
    return [...notes, warn("archive/layer-mismatch", `The config lists ${config.diffIds.length} layers, manifest.json ${image.layers.length}.`, image.configPath)];
  }
  const wrong = image.layers.findIndex((layer, i) => layer?.plainTar === true && layer.sha256 !== config.diffIds[i]);
  if (wrong !== -1) notes.push(warn("archive/layer-mismatch", `Layer ${wrong + 1} is not the one the config lists: its bytes have another digest.`, image.layers[wrong]?.path));
  return notes;
}

/**
 * Whether a daemon made this manifest while it saved the image: it stores layers uncompressed, registries never get
 * such a manifest, so its digest is no image's. A store that keeps what it pulled saves the registry's own manifest,
 * whose layers are compressed.
 */
export function isMadeByDaemon(archive: Interpreted, manifest: ManifestFacts | undefined): boolean {
  if (archive.kind !== "docker-save" || manifest === undefined) return false;
  return manifest.layers.length === 0 || manifest.layers.some(({ mediaType }) => mediaType === null || /[.+/]tar$/.test(mediaType));
}

function first<T>(list: readonly T[], code: string, say: (one: T) => string, level: Note["level"]): Note[] {
  const [one] = list;
  return one === undefined ? [] : [{ level, code, detail: say(one), ...(list.length > 1 ? { count: list.length } : {}) }];
}

function warn(code: string, detail: string, at?: string): Note {
  return { level: "warning", code, detail, ...(at === undefined ? {} : { at: at.slice(0, 200) }) };
}
