/**
 * The same function, which keeps its newest answers: rules are asked for every document, and reading a key or a pattern
 * costs more than one signature; packages and versions are read again for each of their flaws. Only for functions whose
 * answer depends on their key alone and is never changed. What was kept first is forgotten first.
 */
export function remember<K extends string | number, T>(compute: (key: K) => T, most = 256): (key: K) => T {
  const held = new Map<K, T>();
  return (key) => {
    const known = held.get(key);
    if (known !== undefined) return known;
    const value = compute(key);
    if (held.size >= most) for (const oldest of held.keys()) {
      held.delete(oldest);
      break;
    }
    held.set(key, value);
    return value;
  };
}
