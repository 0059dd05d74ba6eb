import { isObject, type JsonObject, listAt, objectAt, textAt } from "../values";

/** The first tool, from the list of 1.2–1.4 or the components and services of 1.5 and later. */
export function readTool(json: JsonObject): { name: string; version: string | null } | null {
  const tools = objectAt(json, "metadata")["tools"];
  const all = Array.isArray(tools) ? tools : [...listAt(tools, "components"), ...listAt(tools, "services")];
  const named = all.filter((tool) => isObject(tool) && textAt(tool, "name") !== null);
  const [first] = named;
  return first === undefined ? null : { name: textAt(first, "name") ?? "", version: textAt(first, "version") };
}
