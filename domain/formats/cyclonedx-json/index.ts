import type { Reading } from "../../model/document";
import type { Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { readBom } from "../shared/cyclonedx/read-bom";
import { refuse } from "../shared/reading";
import { isObject, textAt } from "../shared/values";

const KNOWN_VERSIONS: ReadonlySet<string> = new Set(["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]);

/** CycloneDX JSON 1.2–1.7 (ECMA-424). Codes: cyclonedx/bom-format and those of `readBom`. */
export const cyclonedxJson: FormatRoom = {
  id: "cyclonedx-json",
  title: "CycloneDX JSON",
  revision: 9,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && ("bomFormat" in json || /cyclonedx/i.test(textAt(json, "$schema") ?? "")),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  if (json["bomFormat"] !== "CycloneDX") return refuse("cyclonedx/bom-format", 'bomFormat says "CycloneDX"', "/bomFormat");
  return readBom(json, cyclonedxJson, KNOWN_VERSIONS, document);
}
