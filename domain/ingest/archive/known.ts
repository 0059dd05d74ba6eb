import type { Note } from "../../model/document";

interface Known {
  name: string;
  offset: number;
  bytes: readonly number[];
}

const ascii = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));

const KNOWN: readonly Known[] = [
  { name: "zip", offset: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: "zip", offset: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { name: "7-Zip", offset: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: "RAR", offset: 0, bytes: ascii("Rar!\x1a\x07") },
  { name: "ar (deb)", offset: 0, bytes: ascii("!<arch>\n") },
  { name: "RPM", offset: 0, bytes: [0xed, 0xab, 0xee, 0xdb] },
  { name: "cpio", offset: 0, bytes: ascii("070701") },
  { name: "lz4", offset: 0, bytes: [0x04, 0x22, 0x4d, 0x18] },
  { name: "lzip", offset: 0, bytes: ascii("LZIP") },
  { name: "squashfs", offset: 0, bytes: ascii("hsqs") },
];

/** Archives that are not opened: what it is, and how to hand in what is in it. Null where the bytes show none. */
export function adviceFor(head: Uint8Array): Note | null {
  const known = KNOWN.find(({ offset, bytes }) => bytes.every((byte, i) => head[offset + i] === byte));
  if (known === undefined) return null;
  return {
    level: "warning",
    code: "ingest/archive-not-read",
    detail: `This is a ${known.name} archive, which is kept as it is and not opened. Hand in the files in it one by one or several in one request, or an image as OCI layout or docker save in a tar file (plain, gzip, zstd or xz).`,
  };
}

/** A tar whose files are no image layout. */
export function adviceForTar(files: number, some: readonly string[]): Note {
  const names = some.length === 0 ? "" : `, among them ${some.map((name) => `"${name}"`).join(", ")}`;
  return {
    level: "warning",
    code: "ingest/archive-not-read",
    detail: `This tar archive of ${files} ${files === 1 ? "file" : "files"}${names} is no OCI image layout and no docker save, so none of them was read. Hand in the files one by one or several in one request.`,
  };
}

/** Whether these first 512 bytes are a tar header: the ustar or GNU magic, and a checksum that holds. */
export function isTar(head: Uint8Array): boolean {
  if (head.byteLength < 512) return false;
  const magic = ascii("ustar").every((byte, i) => head[257 + i] === byte);
  return magic || (checksumHolds(head) && head[0] !== 0);
}

function checksumHolds(head: Uint8Array): boolean {
  const stated = Number.parseInt(String.fromCharCode(...head.subarray(148, 156)).replaceAll("\0", " ").trim(), 8);
  let sum = 8 * 32;
  for (let at = 0; at < 512; at += 1) if (at < 148 || at >= 156) sum += head[at] ?? 0;
  return stated === sum;
}
