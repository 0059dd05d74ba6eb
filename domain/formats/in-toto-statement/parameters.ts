import { isObject } from "../shared/values";

/** Parameters that are shown of one build, and the length of one value. */
const MAX_PARAMETERS = 64;
const MAX_VALUE = 300;
const SECRET = /pass(?:word|wd|phrase)?|secret|token|credential|private|api[-_.]?key|auth/i;
const USERINFO = /:\/\/[^/\s@]*@/;
const HIDDEN = "(value hidden)";

export interface Parameters {
  /** Path inside the parameters ("workflow.ref"), and the value as text. */
  list: { name: string; value: string }[];
  leftOut: number;
}

/**
 * The parameters that came from outside the build, flat and bounded. A value whose name sounds like a secret, or that
 * holds a name and password before a host, is hidden: provenance is shown to more people than the build was.
 */
export function readParameters(value: unknown): Parameters {
  const list: Parameters["list"] = [];
  let leftOut = 0;
  const walk = (name: string, inner: unknown): void => {
    if (isObject(inner) || Array.isArray(inner)) {
      for (const [key, member] of Object.entries(inner)) walk(name === "" ? key : `${name}.${key}`, member);
      return;
    }
    if (inner === null || inner === undefined || inner === "") return;
    if (list.length >= MAX_PARAMETERS) leftOut += 1;
    else list.push({ name: name.slice(0, MAX_VALUE), value: shown(name, inner) });
  };
  walk("", value);
  return { list, leftOut };
}

function shown(name: string, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (SECRET.test(name) || USERINFO.test(text)) return HIDDEN;
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text;
}
