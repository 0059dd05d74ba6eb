import { sha256Of } from "./plain-document";

/** One entry of a tar made for a test; what is given overrides what a sound header would say. */
export interface TestEntry {
  name: string;
  content?: Uint8Array | string;
  /** Type flag: "0" file, "5" directory, "1" link, "2" symlink, "S" sparse … */
  flag?: string;
  linkName?: string;
  /** Octal digits of the size field as they are written. */
  sizeField?: string;
  checksum?: number;
  magic?: string;
  prefix?: string;
}

const BLOCK = 512;

/** A tar of these entries and its end; `end: false` leaves the end out. */
export function tarOf(entries: readonly TestEntry[], { end = true } = {}): Buffer {
  return Buffer.concat([...entries.flatMap(entryBytes), ...(end ? [Buffer.alloc(2 * BLOCK)] : [])]);
}

export const blob = (content: Uint8Array | string, more: Partial<TestEntry> = {}): TestEntry => ({ name: `blobs/sha256/${sha256Of(Buffer.from(content))}`, content, ...more });

/** A pax header before the next entry. */
export function pax(records: Record<string, string>, flag = "x"): TestEntry {
  const lines = Object.entries(records).map(([key, value]) => record(` ${key}=${value}\n`));
  return { name: "PaxHeaders/next", content: lines.join(""), flag };
}

function record(text: string): string {
  let length = Buffer.byteLength(text);
  while (String(length).length + Buffer.byteLength(text) !== length) length = String(length).length + Buffer.byteLength(text);
  return `${length}${text}`;
}

function entryBytes(entry: TestEntry): Buffer[] {
  const content = Buffer.from(entry.content ?? "");
  return [headerOf(entry, content.byteLength), content, Buffer.alloc((BLOCK - (content.byteLength % BLOCK)) % BLOCK)];
}

function headerOf(entry: TestEntry, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(entry.name, 0, 100);
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${entry.sizeField ?? size.toString(8).padStart(11, "0")}\0`, 124, 12, "latin1");
  header.write("00000000000\0", 136);
  header.write(entry.flag ?? "0", 156);
  header.write(entry.linkName ?? "", 157, 100);
  header.write(entry.magic ?? "ustar\u000000", 257);
  header.write(entry.prefix ?? "", 345, 155);
  header.fill(" ", 148, 156);
  const sum = entry.checksum ?? header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

const text = (value: unknown): string => JSON.stringify(value);
const descriptor = (mediaType: string, content: Uint8Array | string, more: object = {}) => ({ mediaType, digest: `sha256:${sha256Of(Buffer.from(content))}`, size: Buffer.byteLength(content), ...more });

/** A small image with one layer, and a cosign signature over it, as the files of a layout. */
export function imageForTest(seed = "") {
  const layer = tarOf([{ name: `etc/os-release${seed}`, content: "ID=test" }]);
  const config = text({ os: "linux", architecture: "amd64", config: { User: "1000", Labels: { seed } }, rootfs: { type: "layers", diff_ids: [`sha256:${sha256Of(layer)}`] } });
  const manifest = text({
    schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: descriptor("application/vnd.oci.image.config.v1+json", config),
    layers: [descriptor("application/vnd.oci.image.layer.v1.tar", layer)],
  });
  const payload = text({ critical: { identity: { "docker-reference": "registry.example/app" }, image: { "docker-manifest-digest": `sha256:${sha256Of(Buffer.from(manifest))}` }, type: "cosign container image signature" }, optional: null });
  const signature = text({
    schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: descriptor("application/vnd.oci.image.config.v1+json", "{}"),
    layers: [descriptor("application/vnd.dev.cosign.simplesigning.v1+json", payload, { annotations: { "dev.cosignproject.cosign/signature": "c2lnbmF0dXJl" } })],
  });
  const index = text({ schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: [
    descriptor("application/vnd.oci.image.manifest.v1+json", manifest, { annotations: { kind: "dev.cosignproject.cosign/image" } }),
    descriptor("application/vnd.oci.image.manifest.v1+json", signature, { annotations: { kind: "dev.cosignproject.cosign/sigs" } }),
  ] });
  const saved = text([{ Config: `blobs/sha256/${sha256Of(Buffer.from(config))}`, RepoTags: ["app:1"], Layers: [`blobs/sha256/${sha256Of(layer)}`] }]);
  return { layer, config, manifest, payload, signature, index, saved };
}

export type ImageForTest = ReturnType<typeof imageForTest>;

export const LAYOUT_MARK: TestEntry = { name: "oci-layout", content: '{"imageLayoutVersion":"1.0.0"}' };

/** The entries of a layout with this image and its signature. */
export function layoutEntries(image: ImageForTest): TestEntry[] {
  return [LAYOUT_MARK, { name: "index.json", content: image.index }, ...[image.layer, image.config, image.manifest, image.payload, image.signature, "{}"].map((content) => blob(content))];
}
