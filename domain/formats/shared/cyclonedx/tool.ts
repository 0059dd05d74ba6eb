import { type JsonObject, listAt, objectAt, textAt } from "../values";

export interface Tool {
  name: string;
  version: string | null;
}

/** The tools, from the list of 1.2–1.4 or the components and services of 1.5 and later. */
export function readTools(json: JsonObject): Tool[] {
  const tools = objectAt(json, "metadata")["tools"];
  const all = Array.isArray(tools) ? tools : [...listAt(tools, "components"), ...listAt(tools, "services")];
  return all.flatMap((tool): Tool[] => {
    const name = textAt(tool, "name");
    return name === null ? [] : [{ name, version: textAt(tool, "version") }];
  });
}

/** The first tool, which stands for the document. */
export function readTool(json: JsonObject): Tool | null {
  return readTools(json)[0] ?? null;
}
