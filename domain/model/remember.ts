/**
 * The same function, which keeps its newest answers: rules are asked for every document, and reading a key or a pattern
 * costs more than one signature; packages and versions are read again for each of their flaws. Only for functions whose
 * answer depends on their key alone and is never changed. What was not asked for lately is forgotten: half of it at a
 * time, since taking the oldest out of a large map costs more than the answer.
 */
export function remember<K extends string | number, T>(compute: (key: K) => T, most = 256): (key: K) => T {
  let fresh = new Map<K, T>();
  let older = new Map<K, T>();
  return (key) => {
    const known = fresh.get(key);
    if (known !== undefined) return known;
    const value = older.get(key) ?? compute(key);
    if (fresh.size >= most / 2) [older, fresh] = [fresh, new Map()];
    fresh.set(key, value);
    return value;
  };
}
