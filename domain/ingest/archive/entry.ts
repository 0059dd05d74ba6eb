import { fail, ok, type Problem, type Result } from "../../model/problem";
import { isRelevant, placeOf, type Place } from "./place";

/** What a tar header says of one entry, pax records and GNU long names already applied. */
export interface EntryHeader {
  name: string;
  /** "file", "directory", "symlink", "link", … ; null for a type flag nobody knows (sparse files, volumes). */
  type: string | null;
  sizeBytes: number;
  linkName: string | null;
  /** Keys of the entry's pax records. */
  paxKeys: readonly string[];
}

export interface EntryLimits {
  maxEntries: number;
  /** Of all entries together. */
  maxTotalBytes: number;
}

/** A sound entry: a file to look at, or one to pass over (directory, link where nothing is read). */
export interface Entry {
  /** Without "./", empty and "." segments. */
  path: string;
  kind: "file" | "directory" | "link";
  sizeBytes: number;
  place: Place;
}

const MAX_NAME = 1024;
/** A size beside the header's own would let two readers cut the archive at different places. */
const REFUSED_PAX = /^(?:size$|GNU\.sparse\.|SCHILY\.realsize$|GNU\.volume|SUN\.holesdata)/;

/**
 * Holds every entry of one archive against the rules and against the entries before it. One entry that breaks them
 * refuses the archive: what it shows to another reader may differ from what it shows here. Codes: archive/entries,
 * archive/bytes, archive/name, archive/path, archive/duplicate, archive/link, archive/entry-type, archive/size,
 * archive/header.
 */
export class EntryRules {
  #entries = 0;
  #bytes = 0;
  readonly #seen = new Map<string, "file" | "directory" | "link">();

  constructor(private readonly limits: EntryLimits) {}

  check(header: EntryHeader): Result<Entry> {
    this.#entries += 1;
    const { maxEntries, maxTotalBytes } = this.limits;
    if (this.#entries > maxEntries) return fail({ code: "archive/entries", detail: "The archive has more entries than accepted.", limit: { name: "entries of an archive", max: maxEntries } });
    const path = cleanPath(header.name);
    if (!path.ok) return path;
    const kind = kindOf(header, path.value);
    if (!kind.ok) return kind;
    const size = this.#size(header, path.value, kind.value, maxTotalBytes);
    if (size !== null) return fail(size);
    if (path.value === "") {
      if (kind.value === "directory") return ok({ path: "", kind: "directory", sizeBytes: 0, place: { role: "other" } });
      return refuse("archive/path", "An entry has no name", header.name);
    }
    const twice = this.#remember(path.value, kind.value);
    if (twice !== null) return fail(twice);
    const place = placeOf(path.value);
    if (kind.value === "link" && (isRelevant(place) || leadsToRelevant(path.value))) {
      return refuse("archive/link", "A link stands where a file is read", path.value);
    }
    return ok({ path: path.value, kind: kind.value, sizeBytes: kind.value === "file" ? header.sizeBytes : 0, place });
  }

  #size(header: EntryHeader, at: string, kind: Entry["kind"], maxTotalBytes: number): Problem | null {
    const { sizeBytes } = header;
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return problem("archive/size", "An entry has no sound size", at);
    if (kind !== "file" && sizeBytes > 0) return problem("archive/size", "Only files have content", at);
    this.#bytes += sizeBytes;
    if (this.#bytes <= maxTotalBytes) return null;
    return { code: "archive/bytes", detail: "The files of the archive have more bytes than accepted.", at, limit: { name: "bytes of the files of an archive", max: maxTotalBytes } };
  }

  /** Names that differ in case or form alone are one file on some machines and two on others. */
  #remember(path: string, kind: Entry["kind"]): Problem | null {
    const key = path.normalize("NFC").toLowerCase();
    const before = this.#seen.get(key);
    if (before !== undefined && !(before === "directory" && kind === "directory")) return problem("archive/duplicate", "Two entries have one name", path);
    for (let cut = key.lastIndexOf("/"); cut > 0; cut = key.lastIndexOf("/", cut - 1)) {
      const above = this.#seen.get(key.slice(0, cut));
      if (above !== undefined && above !== "directory") return problem("archive/duplicate", "An entry lies below another that is no directory", path);
      this.#seen.set(key.slice(0, cut), "directory");
    }
    this.#seen.set(key, kind);
    return null;
  }
}

function kindOf(header: EntryHeader, path: string): Result<Entry["kind"]> {
  const odd = header.paxKeys.find((key) => REFUSED_PAX.test(key));
  if (odd !== undefined) return refuse("archive/header", `The header record "${odd.slice(0, 40)}" is not accepted: files are stored whole`, path);
  if (header.type === "file") return ok("file");
  if (header.type === "directory") return ok("directory");
  if (header.type === "symlink" || header.type === "link") return ok("link");
  return refuse("archive/entry-type", `An entry is no regular file (${header.type ?? "unknown type"})`, path);
}

function cleanPath(name: string): Result<string> {
  if (name.length > MAX_NAME) return fail({ code: "archive/name", detail: "The name of an entry is longer than accepted.", limit: { name: "characters of an entry's name", max: MAX_NAME, got: name.length } });
  if (/\p{Cc}|\ufffd/u.test(name) || !name.isWellFormed()) return refuse("archive/name", "The name of an entry has control characters or is no text", printable(name));
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name) || name.includes("\\")) return refuse("archive/path", "The name of an entry is an absolute path", name);
  const segments = name.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) return refuse("archive/path", "The name of an entry leads out of the archive", name);
  return ok(segments.join("/"));
}

/** A directory of the layout that is a link. */
const leadsToRelevant = (path: string): boolean => /^(?:[^/]+\/)?blobs(?:\/|$)/.test(path);

const printable = (name: string): string => name.toWellFormed().replaceAll(/\p{C}/gu, "\ufffd").slice(0, 200);

const problem = (code: string, detail: string, at: string): Problem => ({ code, detail: `${detail}.`, at: printable(at) });

const refuse = (code: string, detail: string, at: string): Result<never> => fail(problem(code, detail, at));
