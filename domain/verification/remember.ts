/**
 * The same function, which keeps its newest answers: rules are asked for every document, and reading a key or a pattern
 * costs more than one signature. Only for functions whose answer depends on their text alone and is never changed.
 */
export function remember<T>(compute: (text: string) => T, most = 256): (text: string) => T {
  const held = new Map<string, T>();
  return (text) => {
    const known = held.get(text);
    if (known !== undefined) return known;
    const value = compute(text);
    if (held.size >= most) held.delete(held.keys().next().value ?? "");
    held.set(text, value);
    return value;
  };
}
