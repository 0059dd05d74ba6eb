import fc from "fast-check";
import { expect, test } from "vitest";
import { multipartBoundary, multipartFiles } from "./multipart";

const BOUNDARY = "xYz";
const part = (name: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\nContent-Type: application/json\r\n\r\n`), bytes, Buffer.from("\r\n")]);
const END = Buffer.from(`--${BOUNDARY}--\r\n`);

async function* cut(bytes: Buffer, sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? bytes.length);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function readAll(bytes: Buffer, sizes: number[] = [1 << 20]): Promise<{ fileName: string; text: string }[]> {
  const found = [];
  for await (const file of multipartFiles(cut(bytes, sizes), BOUNDARY)) {
    const pieces = [];
    for await (const piece of file.stream) pieces.push(Buffer.from(piece));
    found.push({ fileName: file.fileName, text: Buffer.concat(pieces).toString("latin1") });
  }
  return found;
}

test("files come out byte for byte however the network cuts the body", async () => {
  const nasty = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from("\r\n--xY\r\n-"), Buffer.from(bytes)]));
  await fc.assert(
    fc.asyncProperty(fc.array(nasty, { minLength: 1, maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }), async (files, sizes) => {
      fc.pre(files.every((file) => !file.includes(`\r\n--${BOUNDARY}`)));
      const body = Buffer.concat([...files.map((file, index) => part(`${index}.json`, file)), END]);
      const found = await readAll(body, sizes);
      expect(found).toEqual(files.map((file, index) => ({ fileName: `${index}.json`, text: file.toString("latin1") })));
    }),
    { numRuns: 200 },
  );
});

test("a file that nobody reads is passed over and the next one is whole", async () => {
  const body = Buffer.concat([part("a", Buffer.alloc(100_000, 1)), part("b", Buffer.from("second")), END]);
  const names = [];
  for await (const file of multipartFiles(cut(body, [1000]), BOUNDARY)) names.push(file.fileName);
  expect(names).toEqual(["a", "b"]);
});

test("a cut body, a field without a file name and endless headers are refused", async () => {
  const bad = [
    part("a", Buffer.from("x")),
    Buffer.from("no delimiter at all"),
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"\r\n\r\nx\r\n--${BOUNDARY}--`),
    Buffer.from(`--${BOUNDARY}\r\nX: ${"y".repeat(200_000)}`),
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--${BOUNDARY}--`),
  ];
  for (const body of bad) await expect(readAll(body, [1024])).rejects.toMatchObject({ problem: { code: "door/multipart" } });
});

test("the boundary is read from the media type, quoted or bare", () => {
  expect(multipartBoundary('multipart/form-data; boundary="a b"')).toBe("a b");
  expect(multipartBoundary("multipart/form-data; boundary=----x")).toBe("----x");
  expect(multipartBoundary("application/json")).toBeNull();
  expect(multipartBoundary("multipart/form-data")).toBeNull();
});
