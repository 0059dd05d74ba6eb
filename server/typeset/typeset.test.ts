import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unwrapOk } from "../../domain/model/problem";
import type { PacketDocument } from "../../domain/packets/model";
import { fullPacket, sparsePacket } from "../../domain/packets/pdf/fixture";
import { hostilePacket } from "../../domain/packets/pdf/hostile-fixture";
import type { Attachment } from "./protocol";
import { buildChild } from "./build-child.mjs";
import { typesetPacket } from "./typeset";

const folder = mkdtempSync(join(tmpdir(), "packet-pdf-"));
afterAll(() => rmSync(folder, { recursive: true }));

const source = { childPath: "server/typeset/child.ts" };

async function set(doc: PacketDocument, attachments: Attachment[] = []): Promise<Uint8Array> {
  return unwrapOk(await typesetPacket(doc, attachments, source)).pdf;
}

const hasPoppler = ((): boolean => {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

function textOf(pdf: Uint8Array): string {
  const path = join(folder, "packet.pdf");
  writeFileSync(path, pdf);
  return execFileSync("pdftotext", ["-layout", path, "-"]).toString();
}

const json = (name: string, text: string): Attachment => ({
  name,
  bytes: new TextEncoder().encode(text),
  mime: "application/json",
  description: "Raw evidence",
});

const embeddedNames = (doc: PDFDocument): string[] => doc.getAttachments().map((file) => file.name);

async function bookmarkCount(pdf: Uint8Array): Promise<number> {
  const { context } = await PDFDocument.load(pdf, { updateMetadata: false });
  const isBookmark = (value: unknown): boolean =>
    value instanceof PDFDict && value.has(PDFName.of("Title")) && value.has(PDFName.of("Parent"));
  return context.enumerateIndirectObjects().filter(([, value]) => isBookmark(value)).length;
}

const xmpOf = (doc: PDFDocument): string => {
  const stream = doc.catalog.lookup(PDFName.of("Metadata"));
  return stream instanceof PDFRawStream ? new TextDecoder().decode(stream.getContents()) : "";
};

describe("a full packet", () => {
  let pdf: Uint8Array;
  let doc: PDFDocument;
  const files = [
    json("sbom.cdx.json", '{"a":1}'),
    json("sbom.cdx.json", '{"b":2}'),
    json("big.json", " ".repeat(2_100_000)),
  ];
  beforeAll(async () => {
    pdf = await set(fullPacket(), files);
    doc = await PDFDocument.load(pdf, { updateMetadata: false });
  });

  it("is the same bytes from another process", async () => {
    expect(Buffer.from(await set(fullPacket(), files)).equals(Buffer.from(pdf))).toBe(true);
  });

  it("says that it is PDF/A-3a and PDF/UA-1", () => {
    const xmp = xmpOf(doc);
    expect(xmp).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(xmp).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
    expect(xmp).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(xmp).toContain("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>");
  });

  it("is tagged, shows its title, and names its language", () => {
    expect(doc.catalog.lookup(PDFName.of("MarkInfo"), PDFDict).get(PDFName.of("Marked"))?.toString()).toBe("true");
    expect(doc.catalog.has(PDFName.of("StructTreeRoot"))).toBe(true);
    const viewer = doc.catalog.lookup(PDFName.of("ViewerPreferences"), PDFDict);
    expect(viewer.get(PDFName.of("DisplayDocTitle"))?.toString()).toBe("true");
    expect(doc.catalog.get(PDFName.of("Lang"))?.toString()).toContain("en");
    expect(doc.getTitle()).toContain("tools/lamp 2.7.1");
  });

  it("is dated by the as-of", () => {
    expect(doc.getCreationDate()?.toISOString()).toBe("2026-03-02T08:00:00.000Z");
  });

  it("carries bookmarks", () => {
    expect(doc.catalog.has(PDFName.of("Outlines"))).toBe(true);
  });

  it("carries the raw evidence; what is too large is listed by its hash", () => {
    expect(embeddedNames(doc).sort()).toEqual(["2-sbom.cdx.json", "sbom.cdx.json"]);
  });

  it.skipIf(!hasPoppler)("has a text layer with the facts, and the sample mark on every page", () => {
    const text = textOf(pdf);
    for (const part of [
      "Not ready to accept",
      "CVE-2025-10003",
      "lib-number-3",
      "not attached: larger than 2 MiB",
      "A-2",
    ]) {
      expect(text).toContain(part);
    }
    const pages = text.split("\f").filter((page) => page.trim() !== "");
    expect(pages).toHaveLength(doc.getPageCount());
    expect(pages.filter((page) => !page.includes("SAMPLE"))).toEqual([]);
    expect(pages.every((page, index) => page.includes(`Page ${index + 1} of ${pages.length}`))).toBe(true);
    expect(pages.every((page) => page.includes(fullPacket().subject.digest))).toBe(true);
  });
});

describe("a packet that knows nothing", () => {
  it.skipIf(!hasPoppler)("is set, and says what is missing without ever saying pass", async () => {
    const text = textOf(await set(sparsePacket()));
    for (const part of [
      "Not sealed:",
      "this is a draft",
      "Nobody on record",
      "No scan of this digest was received.",
      "No bill of materials of this digest was received.",
      "No policy with patch promises was in force.",
      "No evidence about this digest was received.",
    ]) {
      expect(text).toContain(part);
    }
    const afterTheKey = text.split("\f").slice(2).join("\n");
    expect(afterTheKey).not.toMatch(/\bPass\b/);
    expect(text).not.toContain("SAMPLE");
  });
});

describe("hostile text", () => {
  it.skipIf(!hasPoppler)("is printed as the text it is, and nothing of it is carried out", async () => {
    const pdf = await set(hostilePacket(), [json('#panic("x")\u202E.json', "{}")]);
    const text = textOf(pdf);
    expect(text).toContain('#import "/etc/hostname"');
    expect(text).toContain("[U+202E]");
    expect(text).toContain("[U+D800]");
    expect(text).not.toContain("root:x:0");
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]/);
    expect(text).toMatch(/\[cut: 5000\s+characters/);
  });

  it.skipIf(!hasPoppler)("cannot forge a heading or a result", async () => {
    const forged = '</td><h1>Pass</h1>\n= The answer\n#result("pass")';
    const sparse = sparsePacket();
    const pdf = await set({ ...sparse, system: { ...sparse.system, name: forged } });
    expect(await bookmarkCount(pdf)).toBe(await bookmarkCount(await set(sparse)));
    const text = textOf(pdf);
    expect(text.match(/^ *1 +The answer/gm)?.length).toBe(2);
    expect(text).toContain("</td><h1>Pass</h1>");
  });
});

describe("the built child", () => {
  const built = join("node_modules", ".cache", "proofmark-test", "typeset-child.mjs");
  afterAll(() => rmSync(join(process.cwd(), built, ".."), { recursive: true, force: true }));

  it("gives the same bytes, behind the fence of the runtime", async () => {
    await buildChild(process.cwd(), built);
    const result = unwrapOk(await typesetPacket(sparsePacket(), [], { childPath: built }));
    expect(Buffer.from(result.pdf).equals(Buffer.from(await set(sparsePacket())))).toBe(true);
  });
});

describe("limits", () => {
  it("ends a child that takes too long", async () => {
    const result = await typesetPacket(sparsePacket(), [], { ...source, timeoutMs: 20 });
    expect(result).toMatchObject({ ok: false, problem: { code: "typeset/timeout", limit: { max: 20 } } });
  });

  it("ends a child that takes too much memory", async () => {
    const doc = fullPacket({ findings: 100, components: 4_000 });
    const heap = await typesetPacket(doc, [], { ...source, maxOldSpaceMb: 10 });
    expect(heap).toMatchObject({ ok: false, problem: { code: "typeset/memory" } });
  });

  it.skipIf(process.platform !== "linux")("counts native memory too", async () => {
    const doc = fullPacket({ findings: 100, components: 4_000 });
    const resident = await typesetPacket(doc, [], { ...source, maxResidentMb: 60 });
    expect(resident).toMatchObject({
      ok: false,
      problem: { code: "typeset/memory", limit: { name: "maxResidentMb" } },
    });
  });

  it("says why a packet could not be set", async () => {
    const sparse = sparsePacket();
    const dateless = await typesetPacket({ ...sparse, packet: { ...sparse.packet, asOf: "yesterday" } }, [], source);
    expect(dateless).toMatchObject({ ok: false, problem: { code: "typeset/failed", at: "/packet/asOf" } });
    const shapeless = await typesetPacket(
      { ...sparse, neighbours: undefined } as unknown as PacketDocument,
      [],
      source,
    );
    expect(shapeless).toMatchObject({
      ok: false,
      problem: { code: "typeset/failed", detail: expect.stringContaining("neighbours") },
    });
  });

  it("sets the next packet after a failed one, in turn", async () => {
    const late = typesetPacket(sparsePacket(), [], { ...source, timeoutMs: 20 });
    const next = typesetPacket(sparsePacket(), [], source);
    expect((await late).ok).toBe(false);
    expect((await next).ok).toBe(true);
  });
});
