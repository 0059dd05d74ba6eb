import { createReadStream, type Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { pack, type Pack } from "tar-stream";
import { CliError } from "./usage";

/** A file of a layout: its path in the archive, with "/" on every system. */
interface LayoutFile {
  name: string;
  file: string;
  sizeBytes: number;
}

const FIRST = ["oci-layout", "index.json", "manifest.json", "repositories"];
const MAX_FILES = 10_000;

/** Whether a directory is an OCI image layout: it says so in a file of its own (OCI image spec 1.1, image-layout.md). */
export async function isLayout(folder: string): Promise<boolean> {
  return (await lstat(path.join(folder, "oci-layout")).catch(() => null))?.isFile() ?? false;
}

/**
 * An OCI layout directory as a tar stream: the files that belong to a layout alone, sorted, without owner, time or
 * mode of their own, so that the same layout is always the same bytes and the same evidence. Nothing is held but the
 * piece in hand. Throws CliError for links and other things that are no files.
 */
export async function packLayout(folder: string): Promise<AsyncIterable<Uint8Array>> {
  const files = await layoutFiles(folder);
  return stream(files);
}

async function* stream(files: readonly LayoutFile[]): AsyncGenerator<Uint8Array> {
  const archive = pack();
  let failed: unknown = null;
  const writing = writeAll(archive, files).catch((error: unknown) => {
    failed = error;
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of archive as unknown as AsyncIterable<Uint8Array>) yield piece;
  } catch (error) {
    throw failed ?? error;
  } finally {
    archive.destroy();
    await writing;
  }
  if (failed !== null) throw failed;
}

async function writeAll(archive: Pack, files: readonly LayoutFile[]): Promise<void> {
  for (const { name, file, sizeBytes } of files) {
    const entry = archive.entry({ name, size: sizeBytes, mode: 0o644, uid: 0, gid: 0, mtime: new Date(0), type: "file" });
    let written = 0;
    for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
      written += piece.byteLength;
      if (written > sizeBytes) break;
      if (!entry.write(piece)) await new Promise<void>((resolve) => entry.once("drain", () => resolve()));
    }
    if (written !== sizeBytes) throw new CliError(`${file} changed while it was read.`);
    entry.end(undefined);
  }
  archive.finalize();
}

async function layoutFiles(folder: string): Promise<LayoutFile[]> {
  const names = (await readdir(folder)).filter((name) => FIRST.includes(name)).map((name) => [name]);
  for (const algorithm of await namesIn(path.join(folder, "blobs"))) {
    for (const name of await namesIn(path.join(folder, "blobs", algorithm))) names.push(["blobs", algorithm, name]);
  }
  if (names.length > MAX_FILES) throw new CliError(`${folder} has ${names.length} files; the limit is ${MAX_FILES}.`);
  const files = await Promise.all(names.map((segments) => describe(folder, segments)));
  return files.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

async function namesIn(folder: string): Promise<string[]> {
  const found = await lstat(folder).catch(() => null);
  if (found === null) return [];
  if (!found.isDirectory()) throw new CliError(`${folder} is no directory: a layout has no links.`);
  return readdir(folder);
}

async function describe(folder: string, segments: string[]): Promise<LayoutFile> {
  const file = path.join(folder, ...segments);
  const found: Stats = await lstat(file);
  if (!found.isFile()) throw new CliError(`${file} is no regular file: a layout has no links.`);
  return { name: segments.join("/"), file, sizeBytes: found.size };
}

function rank(name: string): number {
  const at = FIRST.indexOf(name);
  return at === -1 ? FIRST.length : at;
}
