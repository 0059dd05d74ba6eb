import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ParsedDocument } from "./parsed-document";
import { sha256Of } from "./plain-document";
import { readFile } from "./read-file";
import { blob, imageForTest, layoutEntries, LAYOUT_MARK, pax, tarOf, type TestEntry } from "./tar-for-test";

const LIMITS = { maxDocumentBytes: 256 * 1024, maxComponents: 1_000, maxRatio: 200, maxArchiveBytes: 1024 * 1024, maxEntries: 100 };
const image = imageForTest();
const layout = layoutEntries(image);
const hex = (content: Uint8Array | string): string => sha256Of(Buffer.from(content));

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

const read = (bytes: Uint8Array, pieceBytes = 4096): Promise<ParsedDocument[]> =>
  readFile({ pieces: cut(bytes, pieceBytes), sizeBytes: bytes.byteLength, sha256: sha256Of(bytes), fileName: "image.tar", limits: LIMITS });

const without = (entries: TestEntry[], name: string): TestEntry[] => entries.filter((entry) => entry.name !== name);
const replaced = (entries: TestEntry[], name: string, more: Partial<TestEntry>): TestEntry[] => entries.map((entry) => (entry.name === name ? { ...entry, ...more } : entry));

const legacy = (config = `${hex(image.config)}.json`): TestEntry[] => [
  { name: config, content: image.config },
  { name: "0a/VERSION", content: "1.0" }, { name: "0a/json", content: '{"id":"0a"}' }, { name: "0a/layer.tar", content: image.layer },
  { name: "manifest.json", content: JSON.stringify([{ Config: config, RepoTags: ["app:1"], Layers: ["0a/layer.tar"] }]) },
  { name: "repositories", content: '{"app":{"1":"0a"}}' },
];

describe("an archive with an image", () => {
  test("has its manifests, configs and payloads as children, and its layers hashed and not kept", async () => {
    const [root, ...children] = await read(tarOf(layout));
    expect(root).toMatchObject({ path: "", state: "read", carrier: "oci-layout", sha256: sha256Of(tarOf(layout)), problem: null });
    expect(children.map(({ path, room }) => [path, room])).toEqual([
      [`blobs/sha256/${hex(image.config)}`, "oci-config"], [`blobs/sha256/${hex(image.manifest)}`, "oci-manifest"],
      [`blobs/sha256/${hex(image.payload)}`, "simple-signing"], [`blobs/sha256/${hex(image.signature)}`, "oci-manifest"],
    ].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
    const members = root?.reading?.facts.archive?.members ?? [];
    expect(members.find(({ sha256 }) => sha256 === hex(image.layer))).toMatchObject({ use: "hashed", sizeBytes: image.layer.byteLength });
    expect(root?.identities).toEqual([{ type: "repo-digest", sha256: hex(image.manifest), at: "index.json#/manifests/0/digest" }]);
  });

  test("keeps the annotations of a signature beside the payload they sign", async () => {
    const documents = await read(tarOf(layout));
    const payload = documents.find(({ room }) => room === "simple-signing");
    const lists = documents.find(({ reading }) => reading?.facts.manifest?.layers.some(({ sha256 }) => sha256 === payload?.sha256));
    expect(lists?.reading?.facts.manifest?.layers[0]?.annotations).toEqual({ "dev.cosignproject.cosign/signature": "c2lnbmF0dXJl" });
  });

  test("reads the same however its bytes are cut and its entries are ordered", async () => {
    const plain = JSON.stringify(await read(tarOf(layout)));
    for (const size of [1, 100, 511, 513, 1_000_000]) expect(JSON.stringify(await read(tarOf(layout), size))).toBe(plain);
    const [, ...turned] = await read(tarOf(layout.toReversed()));
    expect(JSON.stringify(turned)).toBe(JSON.stringify((await read(tarOf(layout))).slice(1)));
  });

  test.each([["gzip", gzipSync], ["zstd", zstdCompressSync]] as const)("in %s is the content of the compressed file", async (layer, compress) => {
    const [root, content, ...children] = await read(compress(tarOf(layout)));
    expect(root).toMatchObject({ path: "", carrier: layer, state: "read" });
    expect(content).toMatchObject({ path: "content", parentPath: "", carrier: "oci-layout", sha256: sha256Of(tarOf(layout)), sizeBytes: tarOf(layout).byteLength });
    expect(children.every(({ path, parentPath }) => path.startsWith("content/blobs/sha256/") && parentPath === "content")).toBe(true);
  });

  test("may lie in one folder, below ./, with directories of its own", async () => {
    for (const before of ["./", "image/", "./image/"]) {
      const [root, ...children] = await read(tarOf([{ name: `${before}blobs/`, flag: "5" }, ...layout.map((entry) => ({ ...entry, name: `${before}${entry.name}` }))]));
      expect(root).toMatchObject({ carrier: "oci-layout", problem: null });
      expect(children).toHaveLength(4);
    }
  });

  test("takes long names from pax records and GNU headers", async () => {
    const long = `${"d".repeat(120)}/note.txt`;
    const [byPax] = await read(tarOf([pax({ path: long }), { name: "short", content: "x" }, ...layout]));
    const [byGnu] = await read(tarOf([{ name: "././@LongLink", flag: "L", content: `${long}\0` }, { name: "short", content: "x" }, ...layout]));
    for (const root of [byPax, byGnu]) expect(root?.reading?.facts.archive?.members.map(({ path }) => path)).toContain(long);
  });
});

describe("a docker save", () => {
  test("of the old kind is known by its config, and has no manifest digest", async () => {
    const [root, config, ...more] = await read(tarOf(legacy()));
    expect(root).toMatchObject({ carrier: "docker-save", identities: [{ type: "image-id", sha256: hex(image.config) }] });
    expect(config).toMatchObject({ path: `${hex(image.config)}.json`, room: "oci-config" });
    expect(more).toEqual([]);
    expect(root?.reading?.facts.archive?.images).toEqual([{ config: hex(image.config), tags: ["app:1"], layers: [hex(image.layer)] }]);
  });

  test("of the new kind never passes the manifest a daemon made off as one of a registry", async () => {
    const documents = await read(tarOf([...layout, { name: "manifest.json", content: image.saved }]));
    const manifest = documents.find(({ sha256 }) => sha256 === hex(image.manifest));
    expect(documents[0]).toMatchObject({ carrier: "docker-save", identities: [{ type: "image-id", sha256: hex(image.config) }] });
    expect(manifest).toMatchObject({ state: "read", carrier: "daemon-manifest", reading: null, identities: [], notes: [{ code: "archive/daemon-manifest" }] });
  });

  test.each([["config.json"], [`sha256:${hex(image.config)}`]])("may call its config %s", async (name) => {
    const [root, config] = await read(tarOf(legacy(name)));
    expect(root?.identities).toMatchObject([{ type: "image-id", sha256: hex(image.config) }]);
    expect(config).toMatchObject({ path: name, room: "oci-config" });
  });

  test("with a layer the config does not list says so", async () => {
    const [root] = await read(tarOf(replaced(legacy(), "0a/layer.tar", { content: tarOf([{ name: "other", content: "other" }]) })));
    expect(root?.notes).toContainEqual(expect.objectContaining({ code: "archive/layer-mismatch", level: "warning" }));
  });

  test("without its config, or with a layer that is a link, says so", async () => {
    const [noConfig] = await read(tarOf(without(legacy("config.json"), "config.json")));
    expect(noConfig?.notes).toContainEqual(expect.objectContaining({ code: "archive/missing-config" }));
    const [linked] = await read(tarOf(replaced(legacy(), "0a/layer.tar", { flag: "2", content: "", linkName: "../0b/layer.tar" })));
    expect(linked?.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(["archive/missing-layer", "archive/link"]));
  });
});

const tar = (...entries: TestEntry[]): Buffer => tarOf([...layout, ...entries]);
const whole = tarOf(layout);
const CONFIG = `blobs/sha256/${hex(image.config)}`;

/** Each is refused as a whole, with this code and without any child. */
const REFUSED: [string, string, Uint8Array][] = [
  ["cut inside a header", "archive/truncated", whole.subarray(0, 700)],
  ["cut inside a file", "archive/truncated", whole.subarray(0, 512 * 5 + 30)],
  ["cut between two entries", "archive/truncated", tarOf(layout.slice(0, 4), { end: false })],
  ["without an end", "archive/truncated", tarOf(layout, { end: false })],
  ["cut inside a gzip", "ingest/unpack", gzipSync(whole).subarray(0, 300)],
  ["cut inside a zstd", "ingest/unpack", zstdCompressSync(whole).subarray(0, 300)],
  ["a second archive behind the end", "archive/after-end", Buffer.concat([whole, tarOf([{ name: "more", content: "x" }])])],
  ["an entry behind one block of zeros", "archive/after-end", Buffer.concat([tarOf(layout, { end: false }), Buffer.alloc(512), tarOf([{ name: "x", content: "y" }])])],
  ["text behind the end", "archive/header", Buffer.concat([whole, Buffer.alloc(512, "text")])],
  ["a wrong checksum", "archive/header", tar({ name: "x", content: "y", checksum: 1234 })],
  ["a checksum of zero", "archive/header", tar({ name: "x", content: "y", checksum: 0 })],
  ["an unknown magic", "archive/header", tar({ name: "x", content: "y", magic: "notar\0" })],
  ["no magic", "archive/header", tar({ name: "x", content: "y", magic: "\0\0\0\0\0\0\0\0" })],
  ["a path upwards", "archive/path", tar({ name: "../etc/passwd", content: "x" })],
  ["a path upwards in the middle", "archive/path", tar({ name: "blobs/../../x", content: "x" })],
  ["a path upwards in the prefix", "archive/path", tar({ name: "x", prefix: "..", content: "x" })],
  ["a path upwards by pax", "archive/path", tar(pax({ path: "a/../../x" }), { name: "fine", content: "x" })],
  ["a path upwards by a GNU long name", "archive/path", tar({ name: "././@LongLink", flag: "L", content: "../x\0" }, { name: "fine", content: "x" })],
  ["an absolute path", "archive/path", tar({ name: "/etc/passwd", content: "x" })],
  ["an absolute path by pax", "archive/path", tar(pax({ path: "/x" }), { name: "fine", content: "x" })],
  ["a drive letter", "archive/path", tar({ name: "C:/x", content: "x" })],
  ["back slashes", "archive/path", tar({ name: "..\\x", content: "x" })],
  ["a directory upwards", "archive/path", tar({ name: "../x/", flag: "5" })],
  ["a name of dots alone", "archive/path", tar({ name: "./.", content: "x" })],
  ["NUL in a name by pax", "archive/name", tar(pax({ path: "index.json\0.txt" }), { name: "fine", content: "x" })],
  ["a line break in a name", "archive/name", tar({ name: "a\nb", content: "x" })],
  ["an escape sequence in a name", "archive/name", tar({ name: "\u001b[2Jx", content: "x" })],
  ["bytes in a name that are no UTF-8", "archive/name", tar(pax({ path: "a\ufffd" }), { name: "fine", content: "x" })],
  ["a name of 2,000 characters", "archive/name", tar(pax({ path: "n".repeat(2000) }), { name: "fine", content: "x" })],
  ["a file twice", "archive/duplicate", tar({ name: "index.json", content: image.index })],
  ["a blob twice with other bytes", "archive/duplicate", tar({ name: CONFIG, content: "{}" })],
  ["a file twice by ./", "archive/duplicate", tar({ name: "./index.json", content: image.index })],
  ["a file twice by //", "archive/duplicate", tar({ name: ".//oci-layout", content: "{}" })],
  ["a file twice by case", "archive/duplicate", tar({ name: "Index.json", content: image.index })],
  ["a blob twice by case", "archive/duplicate", tar({ name: CONFIG.toUpperCase(), content: "x" })],
  ["a file twice by Unicode form", "archive/duplicate", tar(pax({ path: "\u00e9" }), { name: "x", content: "x" }, pax({ path: "e\u0301" }), { name: "y", content: "y" })],
  ["a file where a directory was", "archive/duplicate", tar({ name: "blobs", content: "x" })],
  ["a file below a file", "archive/duplicate", tar({ name: "index.json/x", content: "x" })],
  ["a directory where a file was", "archive/duplicate", tar({ name: "index.json/", flag: "5" })],
  ["a symlink for the index", "archive/link", tarOf(replaced(layout, "index.json", { flag: "2", content: "", linkName: "/etc/passwd" }))],
  ["a hard link for a blob", "archive/link", tarOf(replaced(layout, CONFIG, { flag: "1", content: "", linkName: "oci-layout" }))],
  ["a symlink for the blobs", "archive/link", tarOf([LAYOUT_MARK, { name: "blobs", flag: "2", linkName: "/" }])],
  ["a symlink for manifest.json", "archive/link", tar({ name: "manifest.json", flag: "2", linkName: "x" })],
  ["a device", "archive/entry-type", tar({ name: "dev", flag: "3" })],
  ["a block device", "archive/entry-type", tar({ name: "dev", flag: "4" })],
  ["a pipe", "archive/entry-type", tar({ name: "fifo", flag: "6" })],
  ["a contiguous file", "archive/entry-type", tar({ name: "x", flag: "7", content: "x" })],
  ["a sparse file", "archive/entry-type", tar({ name: "x", flag: "S", content: "x" })],
  ["a volume header", "archive/entry-type", tar({ name: "x", flag: "V" })],
  ["a sparse file by pax", "archive/header", tar(pax({ "GNU.sparse.major": "1", "GNU.sparse.realsize": "99" }), { name: "x", content: "x" })],
  ["a size by pax", "archive/header", tar(pax({ size: "1" }), { name: "x", content: "xyz" })],
  ["a size by global pax", "archive/header", tar(pax({ size: "1" }, "g"), pax({ mtime: "1" }), { name: "x", content: "xyz" })],
  ["a size that is no number, by pax", "archive/header", tar(pax({ size: "many" }), { name: "x", content: "x" })],
  ["a link with content", "archive/size", tar({ name: "link", flag: "2", sizeField: "00000000005", linkName: "x" })],
  ["a size of 8 GiB", "archive/bytes", tar({ name: "x", content: "x", sizeField: "77777777777" })],
  ["a negative size", "archive/header", tar({ name: "x", content: "x", sizeField: "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff" })],
  ["more entries than accepted", "archive/entries", tar(...Array.from({ length: 100 }, (_, i) => ({ name: `f${i}` })))],
  ["more bytes than accepted", "archive/bytes", tar({ name: "big", content: Buffer.alloc(1024 * 1024) })],
  ["more bytes of documents than accepted", "archive/documents", tar(blob(`[${"1,".repeat(100_000)}1]`), blob(`[${"2,".repeat(100_000)}2]`))],
  ["a bomb behind its end", "ingest/unpack", gzipSync(Buffer.concat([whole, Buffer.alloc(100_000_000)]))],
  ["two layouts", "archive/folders", tarOf([...layout, ...layout.map((entry) => ({ ...entry, name: `b/${entry.name}` }))])],
  ["no version in oci-layout", "archive/layout", tarOf(replaced(layout, "oci-layout", { content: "{}" }))],
  ["a layout of version 9", "archive/layout", tarOf(replaced(layout, "oci-layout", { content: '{"imageLayoutVersion":"9.0.0"}' }))],
  ["an oci-layout that is no JSON", "archive/layout", tarOf(replaced(layout, "oci-layout", { content: "hello" }))],
  ["an empty oci-layout", "archive/layout", tarOf(replaced(layout, "oci-layout", { content: "" }))],
  ["an index that is no JSON", "archive/index", tarOf(replaced(layout, "index.json", { content: "{" }))],
  ["an index that is a list", "archive/index", tarOf(replaced(layout, "index.json", { content: "[]" }))],
  ["an index with a key twice", "archive/index", tarOf(replaced(layout, "index.json", { content: '{"schemaVersion":2,"manifests":[],"manifests":[]}' }))],
  ["an index whose manifests are text", "archive/index", tarOf(replaced(layout, "index.json", { content: '{"schemaVersion":2,"manifests":"x"}' }))],
  ["an index entry without a digest", "archive/index", tarOf(replaced(layout, "index.json", { content: '{"schemaVersion":2,"manifests":[{}]}' }))],
  ["an index nested too deep", "archive/index", tarOf(replaced(layout, "index.json", { content: `{"schemaVersion":2,"manifests":${"[".repeat(200)}${"]".repeat(200)}}` }))],
  ["a manifest.json that is null", "archive/save-manifest", tarOf([{ name: "manifest.json", content: "null" }])],
  ["a manifest.json without images", "archive/save-manifest", tarOf([{ name: "manifest.json", content: "[]" }])],
  ["a manifest.json that is cut", "archive/save-manifest", tarOf(replaced(legacy(), "manifest.json", { content: '[{"Config":' }))],
  ["a manifest.json whose image has no config", "archive/save-manifest", tarOf(replaced(legacy(), "manifest.json", { content: '[{"Layers":[]}]' }))],
  ["a manifest.json whose layers are text", "archive/save-manifest", tarOf(replaced(legacy(), "manifest.json", { content: '[{"Config":"x","Layers":"y"}]' }))],
];

describe("an archive that breaks a rule is refused as a whole", () => {
  test.each(REFUSED)("%s", async (_name, code, bytes) => {
    const documents = await read(bytes);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ path: "", state: "refused", sha256: sha256Of(bytes), reading: null, identities: [], problem: { code } });
    expect(documents[0]?.problem?.at ?? documents[0]?.problem?.limit, "names neither place nor limit").toBeDefined();
    expect(documents[0]?.problem?.detail).not.toMatch(/\p{Cc}/u);
  });
});

describe("an archive with something wrong in it keeps the rest", () => {
  test("a blob whose bytes are not its name is refused, a layer as well as a document", async () => {
    for (const victim of [image.layer, image.manifest]) {
      const name = `blobs/sha256/${hex(victim)}`;
      const documents = await read(tarOf(replaced(layout, name, { content: `${victim.toString()} ` })));
      expect(documents.find(({ path }) => path === name)).toMatchObject({ state: "refused", room: null, identities: [], problem: { code: "archive/digest-mismatch", at: name } });
      expect(documents[0]).toMatchObject({ state: "read", notes: expect.arrayContaining([expect.objectContaining({ code: "archive/digest-mismatch", level: "warning" })]) });
    }
  });

  test("a config of a docker save whose bytes are not its name is refused and names no image", async () => {
    const documents = await read(tarOf(replaced(legacy(), `${hex(image.config)}.json`, { content: image.config.replace("amd64", "arm64") })));
    expect(documents[0]?.identities).toEqual([]);
    expect(documents[1]).toMatchObject({ state: "refused", problem: { code: "archive/digest-mismatch" } });
  });

  test.each([["short", "abc"], ["upper case", "A".repeat(64)], ["with an ending", `${"a".repeat(64)}.json`]])("a blob whose name is no digest (%s) is refused", async (_how, name) => {
    const documents = await read(tar({ name: `blobs/sha256/${name}`, content: "{}" }));
    expect(documents.find(({ path }) => path.endsWith(name))).toMatchObject({ state: "refused", problem: { code: "archive/blob-name" } });
  });

  test("blobs that are named and missing, and sizes that differ, are said", async () => {
    const [gone] = await read(tarOf(without(layout, CONFIG)));
    expect(gone?.notes).toContainEqual(expect.objectContaining({ code: "archive/missing-blob", level: "warning" }));
    const lies = JSON.stringify({ ...JSON.parse(image.manifest), config: { ...JSON.parse(image.manifest).config, size: 1 } });
    const [sized] = await read(tar(blob(lies)));
    expect(sized?.notes).toContainEqual(expect.objectContaining({ code: "archive/size-mismatch", level: "warning" }));
  });

  test("a broken document in it is refused alone", async () => {
    const documents = await read(tar(blob('{"schemaVersion":2,"manifests":[')));
    expect(documents.filter(({ state }) => state === "refused")).toMatchObject([{ problem: { code: "json/truncated" } }]);
    expect(documents).toHaveLength(6);
  });

  test("an archive or a compressed bomb inside it is hashed and never opened", async () => {
    const inner = tarOf(layoutEntries(imageForTest("inner")));
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const documents = await read(tar(blob(inner), blob(bomb)));
    expect(documents).toHaveLength(5);
    expect(documents[0]?.reading?.facts.archive?.members.filter(({ sha256 }) => [sha256Of(inner), sha256Of(bomb)].includes(sha256)).map(({ use }) => use)).toEqual(["hashed", "hashed"]);
  });

  test("names by another algorithm are not checked, and that is said", async () => {
    const [root] = await read(tar({ name: `blobs/sha512/${"a".repeat(128)}`, content: "{}" }));
    expect(root?.notes).toContainEqual(expect.objectContaining({ code: "archive/digest-algorithm" }));
  });

  test("keys of a prototype in its files stay text", async () => {
    const [root] = await read(tarOf([...without(layout, "index.json"), { name: "index.json", content: '{"schemaVersion":2,"manifests":[],"__proto__":{"x":1}}' }, { name: "__proto__", content: "x" }, { name: "constructor/prototype", content: "x" }]));
    expect(root?.problem?.code ?? "read").toMatch(/^(?:read|archive\/index)$/);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});

describe("an archive that is no image", () => {
  test("is kept as opaque evidence, with words on how to hand it in", async () => {
    const [root, ...more] = await read(tarOf([{ name: "package/README.md", content: "hello" }, { name: "package/manifest.json", content: '{"manifest_version":3}' }]));
    expect(root).toMatchObject({ state: "opaque", problem: null, notes: [{ code: "ingest/archive-not-read", level: "warning" }] });
    expect(more).toEqual([]);
  });

  test("an empty tar has nothing to read", async () => {
    expect(await read(Buffer.alloc(10_240))).toMatchObject([{ state: "opaque" }]);
    expect(await read(tarOf([{ name: "empty/", flag: "5" }]))).toMatchObject([{ state: "opaque", notes: [{ code: "ingest/archive-not-read" }] }]);
  });

  test.each([["zip", "PK\u0003\u0004"], ["7-Zip", "7z\u00bc\u00af\u0027\u001c"], ["RAR", "Rar!\u001a\u0007"], ["RPM", "\u00ed\u00ab\u00ee\u00db"], ["ar (deb)", "!<arch>\n"]])("%s is named and kept", async (name, magic) => {
    const [root] = await read(Buffer.concat([Buffer.from(magic, "latin1"), Buffer.from([0xff, 0, 1, 2])]));
    expect(root?.state).toBe("opaque");
    expect(root?.notes[0]).toMatchObject({ code: "ingest/archive-not-read", detail: expect.stringContaining(name) });
  });
});
