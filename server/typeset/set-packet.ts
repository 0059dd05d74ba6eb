import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { fail, ok, type Result } from "../../domain/model/problem";
import { printView } from "../../domain/packets/pdf/print-view";
import { printable } from "../../domain/packets/pdf/sanitise";
import { splitHash, splitIdentifier } from "../../domain/packets/pdf/split";
import { finishPdf } from "./finish-pdf";
import { loadFonts, type Fonts } from "./fonts";
import type { PlannedAttachment, TypesetRequest } from "./protocol";

/** A folder that does not exist: whatever is not laid down as a virtual file cannot be read by the template. */
const WORKSPACE = resolve("/", "proofmark-typeset-holds-no-files");

/** Above this a row could outgrow a page, so rows may then break across pages. */
const LONG_TEXT = 260;

type VirtualFiles = Map<string, Uint8Array | string>;

/**
 * Sets one packet: data and charts become virtual files, the constant template is compiled, and the result is
 * finished to PDF/A-3a and PDF/UA-1. Any warning is fatal (an unknown font is only a warning). Blocks the thread and
 * holds native memory: runs in its own process (child.ts). Problem: `typeset/failed`.
 */
export async function setPacket({ home, doc, attachments }: TypesetRequest): Promise<Result<Uint8Array>> {
  const asOfMs = Date.parse(doc.packet.asOf);
  if (Number.isNaN(asOfMs) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(doc.packet.asOf)) {
    return fail({ code: "typeset/failed", detail: "The as-of instant is not RFC 3339 in UTC.", at: "/packet/asOf" });
  }
  const fonts = loadFonts(home);
  const template = readFileSync(join(home, "server", "typeset", "packet.typ"), "utf8");
  const compiled = compile(template, filesOf(doc, attachments, fonts), fonts, Math.floor(asOfMs / 1000));
  return compiled.ok ? ok(await finishPdf(compiled.value)) : compiled;
}

function filesOf(doc: TypesetRequest["doc"], attachments: PlannedAttachment[], fonts: Fonts): VirtualFiles {
  const view = printView(doc, fonts.covers, fonts.coversInCharts);
  const files: VirtualFiles = new Map(Object.entries(view.charts));
  const listed = listAttachments(attachments, fonts);
  attachments.forEach(({ bytes }, index) => bytes && files.set(`/attach/${index}`, bytes));
  const data = { ...view.data, attachments: listed };
  files.set("/data/packet.json", JSON.stringify({ ...data, longTexts: hasLongText(data) }));
  return files;
}

function listAttachments(attachments: PlannedAttachment[], fonts: Fonts) {
  const used = new Map<string, number>();
  return attachments.map((file, index) => {
    const name = printable(file.name, fonts.covers, 120);
    const before = used.get(name) ?? 0;
    used.set(name, before + 1);
    return {
      name: splitIdentifier(name, 38),
      attachAs: before === 0 ? name : `${before + 1}-${name}`,
      description: printable(file.description, fonts.covers, 200),
      mime: file.mime,
      bytes: file.sizeBytes,
      sha256: splitHash(file.sha256),
      path: file.bytes ? `/attach/${index}` : null,
      why: file.why,
    };
  });
}

/** Whether any cell holds so much text that its row could be taller than a page. */
function hasLongText(value: unknown): boolean {
  if (typeof value === "string") return value.length > LONG_TEXT;
  if (Array.isArray(value)) {
    const lines = value.length > 12 && value.every((item) => typeof item === "string" && item.length < 100);
    return lines || value.some(hasLongText);
  }
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).some(([key, item]) => key !== "charts" && key !== "says" && hasLongText(item));
}

function compile(template: string, files: VirtualFiles, fonts: Fonts, createdAt: number): Result<Uint8Array> {
  const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs: fonts.blobs }] });
  for (const [path, content] of files) compiler.mapShadow(join(WORKSPACE, path), Buffer.from(content));
  const run = compiler.compile({ mainFileContent: template, resetRead: true });
  const diagnostics = run.takeDiagnostics();
  const said: unknown[] = diagnostics ? compiler.fetchDiagnostics(diagnostics) : [];
  if (run.hasError() || said.length > 0 || run.result === null) return failed(said);
  return ok(compiler.pdf(run.result, { pdfStandard: "a-3a", creationTimestamp: createdAt }));
}

const failed = (diagnostics: unknown[]): Result<never> =>
  fail({
    code: "typeset/failed",
    detail: `The page could not be set: ${JSON.stringify(diagnostics.slice(0, 3)).slice(0, 1_500)}`,
  });
