import type { Reading } from "../../model/document";
import type { Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { readSpdx2 } from "../shared/spdx2/read";
import { isObject } from "../shared/values";

/** SPDX 2.x JSON. */
export const spdxJson: FormatRoom = {
  id: "spdx-json",
  title: "SPDX 2 JSON",
  revision: 2,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "spdxVersion" in json && !("@graph" in json),
  read,
};

function read({ json, limits }: RawDocument): Result<Reading> {
  return readSpdx2({ room: spdxJson.id, revision: spdxJson.revision, json: isObject(json) ? json : {}, limits });
}
