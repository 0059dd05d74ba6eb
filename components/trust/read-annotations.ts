export type Annotations = { ok: true; value: Record<string, string> | null } | { ok: false; why: string };

/**
 * What somebody pasted: the annotations themselves, or a manifest of which the first layer with a cosign signature
 * counts. Nothing pasted is null.
 */
export function readAnnotations(text: string): Annotations {
  if (text.trim() === "") return { ok: true, value: null };
  const value = parse(text);
  if (!isObject(value)) return { ok: false, why: "This is no JSON object." };
  const layers = Array.isArray(value["layers"]) ? value["layers"] : null;
  if (layers === null) return stringsOf(value);
  const signed = layers.filter(isObject).map((layer) => layer["annotations"]).filter(isObject).find((one) => "dev.cosignproject.cosign/signature" in one);
  return signed === undefined ? { ok: false, why: "No layer of this manifest has the annotations of a cosign signature." } : stringsOf(signed);
}

function stringsOf(value: Record<string, unknown>): Annotations {
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return entries.length === 0 ? { ok: false, why: "No annotation in it is text." } : { ok: true, value: Object.fromEntries(entries) };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
