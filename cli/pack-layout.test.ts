import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { collect } from "../server/jobs/byte-source";
import { sha256Of } from "../server/jobs/plain-document";
import { readFile } from "../server/jobs/read-file";
import { imageForTest, layoutEntries } from "../server/jobs/tar-for-test";
import { multipartBoundary, multipartFiles } from "../server/http/multipart";
import { multipart } from "./multipart-body";
import { isLayout, packLayout } from "./pack-layout";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function layoutFolder(turned = false): string {
  const folder = mkdtempSync(path.join(tmpdir(), "proofmark-layout-"));
  folders.push(folder);
  mkdirSync(path.join(folder, "blobs", "sha256"), { recursive: true });
  const entries = layoutEntries(imageForTest());
  for (const { name, content } of turned ? entries.toReversed() : entries) writeFileSync(path.join(folder, name), content ?? "");
  return folder;
}

const bytesOf = async (folder: string): Promise<Uint8Array> => collect(await packLayout(folder), 1e9, () => new Error("too large"));

test("the same layout packs to the same bytes, whatever its times and the order it was written in", async () => {
  const [one, two] = [layoutFolder(), layoutFolder(true)];
  utimesSync(path.join(two, "index.json"), 1, 1);
  writeFileSync(path.join(two, "notes.txt"), "no part of a layout");
  expect(sha256Of(await bytesOf(two))).toBe(sha256Of(await bytesOf(one)));
});

test("what it packs is read as the layout it is", async () => {
  const bytes = await bytesOf(layoutFolder());
  const documents = await readFile({ pieces: [bytes], sizeBytes: bytes.byteLength, sha256: sha256Of(bytes), fileName: "x.tar", limits: { maxDocumentBytes: 1e6, maxComponents: 10, maxRatio: 200 } });
  expect(documents[0]).toMatchObject({ carrier: "oci-layout", problem: null });
  expect(documents).toHaveLength(5);
});

test("a directory says in a file of its own that it is a layout, and a link in it is refused", async () => {
  const folder = layoutFolder();
  expect(await isLayout(folder)).toBe(true);
  expect(await isLayout(path.join(folder, "blobs"))).toBe(false);
  symlinkSync("/etc/hostname", path.join(folder, "blobs", "sha256", "a".repeat(64)));
  await expect(packLayout(folder)).rejects.toThrow(/no regular file/);
});

test("files are sent one after the other in a body that the door takes apart again", async () => {
  const file = (text: string) => ({ name: `${text}"\r.json`, open: async () => (async function* () { yield Buffer.from(text); })() });
  const { headers, body } = multipart([file("one"), file("two")]);
  const got: [string, string][] = [];
  for await (const { fileName, stream } of multipartFiles(body, multipartBoundary(headers["content-type"] ?? "") ?? "")) {
    got.push([fileName, Buffer.from(await collect(stream, 1e6, () => new Error("too large"))).toString()]);
  }
  expect(got).toEqual([['one"%0D.json', "one"], ['two"%0D.json', "two"]]);
});
