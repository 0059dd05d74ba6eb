import { createHash } from "node:crypto";
import { crossCheck, isMadeByDaemon, type ReadMember } from "../../domain/ingest/archive/cross-check";
import { EntryRules } from "../../domain/ingest/archive/entry";
import { type Interpreted, interpret } from "../../domain/ingest/archive/interpret";
import { adviceForTar } from "../../domain/ingest/archive/known";
import { looksLikeDocument, type Member } from "../../domain/ingest/archive/member";
import { readDocument } from "../../domain/ingest/read-document";
import type { Note, Reading } from "../../domain/model/document";
import type { NamedIdentity } from "../../domain/model/identity";
import type { Problem } from "../../domain/model/problem";
import { flatten, type ParsedDocument, type ParseLimits } from "./parsed-document";
import { sha256Of, unread } from "./plain-document";
import { tarEntries } from "./tar-entries";
import { UnpackFailure } from "./unpack-failure";

/** The archive itself as it runs through: its hash and size are known when it has been read to its end. */
export interface ArchiveSource {
  bytes: AsyncIterable<Uint8Array>;
  /** Path of the archive among the documents of the file: "" or "content". */
  path: string;
  parentPath: string | null;
  hint: string;
  /** Called when it has been read to its end. */
  whole(): { sha256: string; sizeBytes: number };
}

const DEFAULT_ARCHIVE_BYTES = 8 * 1024 * 1024 * 1024;
const MAX_ENTRIES = 10_000;
const MAX_DOCUMENTS = 10_000;
/** Enough to see what a file is, and whether it is a tar. */
const HEAD = 512;

/**
 * Reads an OCI image layout or a docker save out of a tar while it streams by. Nothing is written anywhere: files are
 * hashed, and those that look like documents are kept until the end, when the index says what they are; together they
 * may have as many bytes as one document. Any other tar is opaque evidence with advice. An archive that breaks a rule
 * is refused as a whole, since another reader could see another archive. Throws UnpackFailure: archive/*,
 * ingest/too-many-documents, and what the source throws.
 */
export async function readArchive(source: ArchiveSource, limits: ParseLimits): Promise<ParsedDocument[]> {
  const kept = await takeIn(source, limits);
  const read = interpret(kept.members);
  if (!read.ok) throw new UnpackFailure(read.problem);
  if (read.value.kind === "unknown") return [{ ...root(source), state: "opaque", notes: [adviceForTar(kept.files, kept.members.slice(0, 3).map(({ path }) => path))] }];
  if (kept.over) throw new UnpackFailure(tooManyBytes(limits.maxDocumentBytes));
  return describe(source, read.value, kept, limits);
}

interface Kept {
  members: Member[];
  files: number;
  links: string[];
  /** There were more documents than are kept. */
  over: boolean;
}

async function takeIn(source: ArchiveSource, limits: ParseLimits): Promise<Kept> {
  const rules = new EntryRules({ maxEntries: limits.maxEntries ?? MAX_ENTRIES, maxTotalBytes: limits.maxArchiveBytes ?? DEFAULT_ARCHIVE_BYTES });
  const kept: Kept = { members: [], files: 0, links: [], over: false };
  let room = limits.maxDocumentBytes;
  for await (const { header, content } of tarEntries(source.bytes)) {
    const entry = rules.check(header);
    if (!entry.ok) throw new UnpackFailure(entry.problem);
    if (entry.value.kind === "link") kept.links.push(entry.value.path);
    if (entry.value.kind !== "file") continue;
    kept.files += 1;
    const { member, tooLarge } = await takeMember(entry.value, content, room);
    room -= member.bytes?.byteLength ?? 0;
    kept.over ||= tooLarge;
    kept.members.push(member);
  }
  kept.members.sort((a, b) => (a.path < b.path ? -1 : 1));
  return kept;
}

async function takeMember(entry: Omit<Member, "sha256" | "bytes" | "plainTar">, content: AsyncIterable<Uint8Array>, room: number): Promise<{ member: Member; tooLarge: boolean }> {
  const hash = createHash("sha256");
  const parts: Uint8Array[] = [];
  let seen = 0;
  let head = new Uint8Array();
  // What the layout is decided by is kept whatever it looks like, so that a broken one can be told.
  const isControl = entry.place.role !== "blob" && entry.place.role !== "other";
  let isDocument: boolean | null = isControl ? true : null;
  for await (const piece of content) {
    hash.update(piece);
    seen += piece.byteLength;
    if (head.byteLength < HEAD) head = Buffer.concat([head, piece]).subarray(0, HEAD);
    if (isDocument === null && (head.byteLength >= HEAD || seen === entry.sizeBytes)) isDocument = looksLikeDocument(head);
    if (isDocument !== false && entry.sizeBytes <= room) parts.push(piece);
    if (isDocument === false) parts.length = 0;
  }
  const keep = isDocument === true && entry.sizeBytes <= room;
  const plainTar = head.byteLength >= 262 && Buffer.from(head).toString("latin1", 257, 262) === "ustar";
  return { member: { ...entry, sha256: hash.digest("hex"), bytes: keep ? Buffer.concat(parts) : null, plainTar }, tooLarge: isDocument === true && !keep };
}

function root(source: ArchiveSource): ParsedDocument {
  const { sha256, sizeBytes } = source.whole();
  return { ...unread({ sha256, sizeBytes, hint: source.hint }, null, null), path: source.path, parentPath: source.parentPath };
}

function describe(source: ArchiveSource, archive: Interpreted, kept: Kept, limits: ParseLimits): ParsedDocument[] {
  const children: ParsedDocument[] = [];
  const read: ReadMember[] = [];
  for (const member of archive.documents) {
    const documents = readMember(source, member, archive, limits);
    if (children.length + documents.length > MAX_DOCUMENTS) throw new UnpackFailure(tooManyDocuments());
    children.push(...documents);
    read.push({ member, facts: documents[0]?.reading?.facts ?? null });
  }
  const bad = archive.refused.map(({ member, problem }) => ({ ...place(source, member), state: "refused" as const, problem }));
  const reading = readingOf(archive, kept, read, children);
  const top: ParsedDocument = { ...root(source), carrier: archive.kind, reading, identities: reading.identities, notes: reading.notes };
  return [top, ...bad, ...children].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function place(source: ArchiveSource, member: Member): ParsedDocument {
  return { ...unread({ sha256: member.sha256, sizeBytes: member.sizeBytes, hint: member.path }, null, null), path: join(source.path, member.path), parentPath: source.path };
}

function readMember(source: ArchiveSource, member: Member, archive: Interpreted, limits: ParseLimits): ParsedDocument[] {
  const bytes = member.bytes ?? new Uint8Array();
  const node = readDocument({ bytes, sha256: member.sha256, hint: member.path, sha256Of, limits: { maxComponents: limits.maxComponents } });
  if (isMadeByDaemon(archive, node.reading?.facts.manifest)) return [{ ...place(source, member), carrier: "daemon-manifest", notes: [madeByDaemon()] }];
  return flatten(node, join(source.path, member.path), source.path);
}

function madeByDaemon(): Note {
  return { level: "info", code: "archive/daemon-manifest", detail: "A container daemon made this manifest when it saved the image. No registry has it, so its digest names no image; the config gives the image id." };
}

function readingOf(archive: Interpreted, kept: Kept, read: readonly ReadMember[], children: readonly ParsedDocument[]): Omit<Reading, "children"> {
  const kind = archive.kind === "docker-save" ? "docker-save" : "oci-layout";
  const documents = new Set(archive.documents.map(({ path }) => path));
  const control = new Set(["layout-mark", "index", "save-manifest", "repositories"]);
  const use = (member: Member) => (documents.has(member.path) ? "document" : control.has(member.place.role) ? "control" : "hashed");
  const members = kept.members.map((member) => ({ path: member.path, sha256: member.sha256, sizeBytes: member.sizeBytes, use: use(member) }) as const);
  const hashed = members.filter((member) => member.use === "hashed").length;
  const notes: Note[] = [
    ...archive.notes,
    ...crossCheck(archive, kept.members, read),
    ...archive.refused.slice(0, 20).map(({ problem }) => ({ ...problem, level: "warning" as const })),
    ...kept.links.slice(0, 1).map((at): Note => ({ level: "ignored", code: "archive/link", detail: "Links are not followed.", at, count: kept.links.length })),
    { level: "info", code: "archive/hashed", detail: `${hashed} files were hashed and not read (layers and the like).`, count: hashed },
  ];
  return {
    room: kind, formatVersion: archive.version, revision: 1, observedAt: null, tool: null, edges: [], notes,
    summary: `${kind === "docker-save" ? "Docker save" : "OCI image layout"}: ${members.length} files, ${archive.documents.length} read as documents`,
    identities: identitiesOf(archive, children),
    facts: {
      archive: {
        kind, entryPoints: archive.entryPoints, members,
        images: archive.images.map(({ config, tags, layers }) => ({ config: config?.sha256 ?? null, tags: tags.slice(0, 100), layers: layers.map((layer) => layer?.sha256 ?? null) })),
      },
    },
    counts: { entries: members.length, documents: archive.documents.length, hashed, refused: archive.refused.length },
  };
}

/** The images it was made to carry: what index.json lists and is an image, and the configs of a docker save. */
function identitiesOf(archive: Interpreted, children: readonly ParsedDocument[]): NamedIdentity[] {
  const images = new Set(children.filter(({ reading }) => reading?.facts.index !== undefined || reading?.edges.some(({ type }) => type === "manifest-has-config")).map(({ sha256 }) => sha256));
  const listed = archive.entryPoints.flatMap(({ sha256 }, i): NamedIdentity[] => (images.has(sha256) ? [{ type: "repo-digest", sha256, at: `index.json#/manifests/${i}/digest` }] : []));
  const configs = new Set(children.filter(({ reading }) => reading?.facts.config !== undefined).map(({ sha256 }) => sha256));
  const saved = archive.images.flatMap(({ config }, i): NamedIdentity[] => (config !== null && configs.has(config.sha256) ? [{ type: "image-id", sha256: config.sha256, at: `manifest.json#/${i}/Config` }] : []));
  return [...listed, ...saved];
}

const join = (above: string, path: string): string => (above === "" ? path : `${above}/${path}`);

function tooManyBytes(max: number): Problem {
  return { code: "archive/documents", detail: "The documents in the archive have more bytes than accepted.", limit: { name: "bytes of the documents of an archive", max } };
}

function tooManyDocuments(): Problem {
  return { code: "ingest/too-many-documents", detail: "more documents in one file than accepted", limit: { name: "documents in a file", max: MAX_DOCUMENTS } };
}
