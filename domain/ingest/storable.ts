/** A parsed JSON value with every string storable: NUL and lone surrogates become U+FFFD. Only run where the scan saw some. */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "\ufffd");
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [String(storable(key)), storable(member)]));
}
