/**
 * Values of the placeholders of a path template, read from the address itself: frameworks disagree on whether %2F in a
 * segment has been decoded. Null when the path does not fit or holds broken escapes. `.csv` behind it is passed over.
 */
export function pathParams(template: string, pathname: string): Record<string, string> | null {
  const wanted = template.split("/");
  const given = pathname.replace(/\.csv$/, "").split("/");
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decode(given[index] ?? "");
    if (value === null) return null;
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) found[name] = value;
    else if (part !== value) return null;
  }
  return found;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
