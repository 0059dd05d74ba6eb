import { isObject, listAt, stringMap, textAt } from "../../formats/shared/values";
import { readDescriptor } from "../../formats/shared/oci";
import type { ArchiveFacts, Note } from "../../model/document";
import { fail, ok, type Problem, type Result } from "../../model/problem";
import { prescan } from "../prescan";
import type { Member } from "./member";

/** What the files of an archive make together, before any document in it is read. */
export interface Interpreted {
  kind: ArchiveFacts["kind"] | "unknown";
  /** `imageLayoutVersion`, null where the archive states none. */
  version: string | null;
  entryPoints: ArchiveFacts["entryPoints"];
  images: SavedImage[];
  /** Members to be read as documents. */
  documents: Member[];
  /** Members whose bytes are not what their name says, with the reason. */
  refused: { member: Member; problem: Problem }[];
  notes: Note[];
}

/** One image of docker save's manifest.json, with the members it points at; null where the archive lacks them. */
export interface SavedImage {
  config: Member | null;
  configPath: string;
  tags: string[];
  layers: (Member | null)[];
}

/** `{}`: stands where an artifact has no config (OCI image spec 1.1, manifest.md "guidance for an empty descriptor"). */
const EMPTY_OBJECT = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

/**
 * Tells an OCI image layout and a docker save by their files, and which of them are documents. Codes: archive/layout,
 * archive/index, archive/save-manifest, archive/folders, archive/digest-mismatch, archive/blob-name.
 */
export function interpret(members: readonly Member[]): Result<Interpreted> {
  const found = findLayout(members);
  const saved = readSaveManifest(members, found.folder);
  if (!saved.ok) return saved;
  if (!found.isLayout && saved.value === null) return ok({ kind: "unknown", version: null, entryPoints: [], images: [], documents: [], refused: [], notes: [] });
  if (found.otherFolders) return fail({ code: "archive/folders", detail: "The archive has an image layout in more than one folder; hand them in one by one.", limit: { name: "image layouts of an archive", max: 1 } });
  const mark = readMark(found.mark);
  if (!mark.ok) return mark;
  const index = found.index === undefined ? ok(null) : readIndex(found.index);
  if (!index.ok) return index;
  const images = saved.value ?? [];
  const blobs = members.filter((member) => member.place.role === "blob");
  const refused = [...blobs.flatMap(misnamed), ...images.flatMap((image) => misnamedConfig(image))];
  const bad = new Set(refused.map(({ member }) => member.path));
  const configs = images.flatMap(({ config }) => (config === null ? [] : [config]));
  const documents = [...new Set([...blobs, ...configs])].filter((member) => member.bytes !== null && !bad.has(member.path) && member.sha256 !== EMPTY_OBJECT);
  return ok({
    kind: saved.value === null ? "oci-layout" : "docker-save",
    version: mark.value, entryPoints: index.value ?? [], images, documents, refused,
    notes: [...missingIndex(found, saved.value !== null), ...unchecked(blobs)],
  });
}

interface Found {
  isLayout: boolean;
  folder: string;
  mark: Member | undefined;
  index: Member | undefined;
  otherFolders: boolean;
}

/** An archive is a layout when it says so, or when an index lies beside blobs. */
function findLayout(members: readonly Member[]): Found {
  const marks = members.filter(({ place }) => place.role === "layout-mark");
  const blobs = members.filter(({ place }) => place.role === "blob");
  const folder = folderOf(marks[0]) ?? folderOf(blobs[0]) ?? folderOf(members.find(({ place }) => place.role === "save-manifest")) ?? "";
  const index = members.find(({ place }) => place.role === "index" && place.folder === folder);
  const isLayout = marks.length > 0 || (index !== undefined && blobs.length > 0);
  return { isLayout, folder, mark: marks[0], index, otherFolders: [...marks, ...blobs].some((member) => folderOf(member) !== folder) };
}

function folderOf(member: Member | undefined): string | undefined {
  return member !== undefined && member.place.role !== "other" ? member.place.folder : undefined;
}

/** Null where the archive is no docker save: other archives have a manifest.json too. */
function readSaveManifest(members: readonly Member[], folder: string): Result<SavedImage[] | null> {
  const manifest = members.find(({ place }) => place.role === "save-manifest" && place.folder === folder);
  if (manifest === undefined) return ok(null);
  const json = controlJson(manifest);
  if (!json.ok && manifest.bytes?.[0] === 0x5b) return refuse("archive/save-manifest", `manifest.json is not sound: ${json.problem.detail}`, manifest.path);
  if (!json.ok || isObject(json.value)) return ok(null);
  if (!Array.isArray(json.value) || json.value.length === 0) return refuse("archive/save-manifest", "manifest.json of a docker save is a list of images", manifest.path);
  const list: unknown[] = json.value;
  const wrong = list.findIndex((entry) => !isObject(entry) || textAt(entry, "Config") === null || !(entry["Layers"] === null || Array.isArray(entry["Layers"])));
  if (wrong !== -1) return refuse("archive/save-manifest", "An image of a docker save names its Config and Layers", `${manifest.path}#/${wrong}`);
  const at = (path: unknown): Member | null => {
    const whole = typeof path !== "string" ? "" : [folder, path.replace(/^\.\//, "")].filter((part) => part !== "").join("/");
    return members.find((member) => member.path === whole) ?? null;
  };
  return ok(list.map((entry) => ({
    config: at(isObject(entry) ? entry["Config"] : null),
    configPath: textAt(entry, "Config") ?? "",
    tags: listAt(entry, "RepoTags").filter((tag) => typeof tag === "string"),
    layers: listAt(entry, "Layers").map(at),
  })));
}

function readMark(mark: Member | undefined): Result<string | null> {
  if (mark === undefined) return ok(null);
  const json = controlJson(mark);
  const version = json.ok ? textAt(json.value, "imageLayoutVersion") : null;
  if (version === null) return refuse("archive/layout", "oci-layout states no imageLayoutVersion", mark.path);
  return version.startsWith("1.") ? ok(version) : refuse("archive/layout", "Image layouts of version 1 are read", mark.path);
}

/** The layout's own index: what it carries. Its bytes are no digest of a registry, so it names nothing by itself. */
function readIndex(index: Member): Result<ArchiveFacts["entryPoints"]> {
  const json = controlJson(index);
  if (!json.ok) return refuse("archive/index", `index.json is not sound: ${json.problem.detail}`, index.path);
  const list = isObject(json.value) ? (json.value["manifests"] ?? []) : undefined;
  if (!isObject(json.value) || json.value["schemaVersion"] !== 2 || !Array.isArray(list)) return refuse("archive/index", "index.json is an image index with schemaVersion 2 and a list of manifests", index.path);
  const wrong = list.findIndex((entry) => textAt(entry, "digest") === null);
  if (wrong !== -1) return refuse("archive/index", "An entry of index.json names its digest", `${index.path}#/manifests/${wrong}/digest`);
  return ok(list.flatMap((entry) => {
    const descriptor = readDescriptor(entry);
    return descriptor === null ? [] : [{ sha256: descriptor.sha256, mediaType: descriptor.mediaType, annotations: stringMap(isObject(entry) ? entry["annotations"] : undefined) }];
  }));
}

function controlJson(member: Member): Result<unknown> {
  if (member.bytes === null) {
    return refuse("archive/control", "the file is no JSON object or list", member.path);
  }
  const scanned = prescan(member.bytes);
  if (!scanned.ok) return scanned;
  if (scanned.value.duplicateCount > 0) return refuse("archive/control", "a key occurs twice", member.path);
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(member.bytes)) as unknown);
  } catch {
    return refuse("archive/control", "the file is no JSON", member.path);
  }
}

function misnamed(member: Member): Interpreted["refused"] {
  const { place } = member;
  if (place.role !== "blob" || place.algorithm !== "sha256") return [];
  if (place.digest === null) return [{ member, problem: { code: "archive/blob-name", detail: "The name of a blob is no SHA-256 digest (64 lower-case hex digits).", at: member.path } }];
  return place.digest === member.sha256 ? [] : [{ member, problem: mismatch(member) }];
}

/** `<hex>.json` and `sha256:<hex>` of docker saves, old and new. */
function misnamedConfig({ config }: SavedImage): Interpreted["refused"] {
  if (config === null || config.place.role === "blob") return [];
  const stated = /(?:^|\/)(?:sha256:)?([0-9a-f]{64})(?:\.json)?$/.exec(config.path)?.[1];
  return stated === undefined || stated === config.sha256 ? [] : [{ member: config, problem: mismatch(config) }];
}

function mismatch(member: Member): Problem {
  return { code: "archive/digest-mismatch", detail: `The bytes have the digest sha256:${member.sha256}, which is not the one in their name.`, at: member.path };
}

function missingIndex(found: Found, saved: boolean): Note[] {
  if (found.index !== undefined || saved) return [];
  return [{ level: "warning", code: "archive/no-index", detail: "The layout has no index.json, so what it was made to carry is not known; its blobs were read." }];
}

function unchecked(blobs: readonly Member[]): Note[] {
  const others = blobs.filter(({ place }) => place.role === "blob" && place.algorithm !== "sha256");
  const [first] = others;
  if (first === undefined) return [];
  return [{ level: "warning", code: "archive/digest-algorithm", detail: "Only names that are SHA-256 digests are checked.", at: first.path, count: others.length }];
}

function refuse(code: string, detail: string, at?: string): Result<never> {
  return fail({ code, detail: `${detail}.`, ...(at === undefined ? {} : { at }) });
}
