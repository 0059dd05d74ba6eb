import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { multipartBoundary, multipartFiles } from "../server/http/multipart";
import { bundleOf, contentDigestOf, shares } from "./multipart";

const file = (name: string, text: string) => new File([text], name);

test("the server reads back the files as they were, whatever their names hold", async () => {
  const names = ["sbom.cdx.json", 'a "quoted" name.json', "back\\slash\\", "zeile\r\numbruch", "größe-日本.json"];
  const { body, contentType } = bundleOf(names.map((name, index) => file(name, `{"n":${index}}\r\n--`)));
  async function* pieces() {
    yield new Uint8Array(await body.arrayBuffer());
  }
  const found: [string, string][] = [];
  for await (const part of multipartFiles(pieces(), multipartBoundary(contentType) ?? "")) {
    let text = "";
    for await (const piece of part.stream) text += Buffer.from(piece).toString("utf8");
    found.push([part.fileName, text]);
  }
  expect(found).toEqual([names[0], names[1], names[2], "zeile__umbruch", names[4]].map((name, index) => [name, `{"n":${index}}\r\n--`]));
});

test("the digest is of the whole body as it is sent", async () => {
  const { body } = bundleOf([file("a", "1"), file("b", "2")]);
  const hash = createHash("sha256").update(Buffer.from(await body.arrayBuffer())).digest("base64");
  expect(await contentDigestOf(body)).toBe(`sha-256=:${hash}:`);
});

test("progress over the body is progress of each file, and of an empty one too", () => {
  const { spans, body } = bundleOf([file("a", "x".repeat(100)), file("b", "y".repeat(50)), file("c", "")]);
  expect(shares(spans, 0)).toEqual([0, 0, 0]);
  expect(shares(spans, (spans[0]?.from ?? 0) + 25)).toEqual([0.25, 0, 0]);
  expect(shares(spans, body.size)).toEqual([1, 1, 1]);
});
