import type { Reading } from "../../model/document";
import type { Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { readSpdx2 } from "../shared/spdx2/read";
import { isObject, type JsonObject, listAt } from "../shared/values";

/** Members of a package that are text and that YAML takes for a number where nobody quoted them. */
const TEXT_MEMBERS = ["name", "versionInfo"] as const;

/** SPDX 2.x YAML: the members of the JSON form. */
export const spdxYaml: FormatRoom = {
  id: "spdx-yaml",
  title: "SPDX 2 YAML",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json, yaml }) => json === undefined && isObject(yaml) && "spdxVersion" in yaml,
  read,
};

function read({ yaml, yamlNumbers, limits }: RawDocument): Result<Reading> {
  const json = isObject(yaml) ? yaml : {};
  const packages = json["packages"];
  const texts = Array.isArray(packages) ? { ...json, packages: listAt(json, "packages").map((value, i) => withTexts(value, `/packages/${i}`, yamlNumbers)) } : json;
  return readSpdx2({ room: spdxYaml.id, revision: spdxYaml.revision, json: texts, limits });
}

/** A version 1.10 that nobody quoted is the text "1.10" and not the number 1.1. */
function withTexts(value: unknown, at: string, numbers: RawDocument["yamlNumbers"]): unknown {
  if (!isObject(value)) return value;
  const found: JsonObject = {};
  for (const key of TEXT_MEMBERS) {
    const member = value[key];
    if (typeof member === "number") found[key] = numbers?.get(`${at}/${key}`) ?? String(member);
  }
  return Object.keys(found).length === 0 ? value : { ...value, ...found };
}
