import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { PacketDocument } from "../../domain/packets/model";
import { typesetPacket } from "./typeset";

/** For working on the template: `tsx server/typeset/render-sample.ts packet.json packet.pdf`. */
async function main(input: string | undefined, output: string | undefined): Promise<void> {
  if (!input || !output) throw new Error("usage: tsx server/typeset/render-sample.ts packet.json packet.pdf");
  const bytes = readFileSync(input);
  const doc = JSON.parse(bytes.toString()) as PacketDocument;
  const description = "The data this document was set from";
  const result = await typesetPacket(doc, [{ name: basename(input), bytes, mime: "application/json", description }]);
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail}`);
  writeFileSync(output, result.value.pdf);
}

await main(process.argv[2], process.argv[3]);
