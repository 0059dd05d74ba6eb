import { gunzipSync } from "node:zlib";
import { fail, ok, type Result } from "../../../domain/model/problem";
import { tarEntries } from "../../jobs/tar-entries";
import { UnpackFailure } from "../../jobs/unpack-failure";

/** Files of a TUF repository by their path inside it: "timestamp.json", "17.root.json", "targets/….trusted_root.json". */
export type TufFiles = ReadonlyMap<string, Uint8Array>;

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_FILES = 2_000;

/**
 * Reads a tar, or a gzipped one, that holds a copy of a TUF repository: metadata beside each other, targets in a folder
 * `targets`. The folder it lies in may have any name. Nothing in it is believed yet; it is only taken apart.
 * Codes: archive/…, trust/tuf-bundle.
 */
export async function readTufBundle(bytes: Uint8Array): Promise<Result<TufFiles>> {
  if (bytes.byteLength > MAX_BYTES) return refuse(`a bundle has at most ${MAX_BYTES} bytes`);
  try {
    return withoutFolder(await unpack(plain(bytes)));
  } catch (thrown) {
    if (thrown instanceof UnpackFailure) return fail(thrown.problem);
    return refuse(thrown instanceof Error ? thrown.message : "unreadable");
  }
}

function plain(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
}

async function unpack(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { header, content } of tarEntries(once(bytes))) {
    if (header.type === "directory") continue;
    const path = header.name.replace(/^(?:\.\/)+/, "");
    if (header.type !== "file") throw new Error(`${path} is no plain file`);
    if (path.startsWith("/") || path.split("/").includes("..")) throw new Error(`${path} leaves the bundle`);
    if (files.has(path)) throw new Error(`${path} stands twice`);
    if (files.size === MAX_FILES) throw new Error(`a bundle has at most ${MAX_FILES} files`);
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    files.set(path, Buffer.concat(pieces));
  }
  return files;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function withoutFolder(files: Map<string, Uint8Array>): Result<TufFiles> {
  const stamps = [...files.keys()].filter((path) => path === "timestamp.json" || path.endsWith("/timestamp.json"));
  const [stamp] = stamps;
  if (stamp === undefined || stamps.length > 1) return refuse(`${stamps.length} files called timestamp.json; a bundle is a copy of one TUF repository`);
  const folder = stamp.slice(0, -"timestamp.json".length);
  return ok(new Map([...files].flatMap(([path, content]) => (path.startsWith(folder) ? [[path.slice(folder.length), content] as const] : []))));
}

function refuse(detail: string): Result<never> {
  return fail({ code: "trust/tuf-bundle", detail });
}
