/**
 * The code points a TrueType or OpenType font maps to a glyph: `cmap` subtables of format 4 and 12, in the Unicode
 * encodings. Fonts are our own files, so a broken one is a broken build: this throws.
 */
export function fontCoverage(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableOffset(view, "cmap");
  const covered = new Set<number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const record = cmap + 4 + i * 8;
    const platform = view.getUint16(record);
    const encoding = view.getUint16(record + 2);
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
    const at = cmap + view.getUint32(record + 4);
    const format = view.getUint16(at);
    if (format === 4) addFormat4(view, at, covered);
    if (format === 12) addFormat12(view, at, covered);
  }
  return covered;
}

function tableOffset(view: DataView, tag: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + i * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(record + n)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new Error(`font without ${tag} table`);
}

function addFormat4(view: DataView, at: number, covered: Set<number>): void {
  const segments = view.getUint16(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + segments * 2];
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4];
  for (let s = 0; s < segments; s++) {
    const start = view.getUint16(starts + s * 2);
    const end = view.getUint16(ends + s * 2);
    const delta = view.getUint16(deltas + s * 2);
    const offset = view.getUint16(offsets + s * 2);
    for (let cp = start; cp <= end && cp < 0xffff; cp++) {
      const raw = offset === 0 ? cp : view.getUint16(offsets + s * 2 + offset + (cp - start) * 2);
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) covered.add(cp);
    }
  }
}

function addFormat12(view: DataView, at: number, covered: Set<number>): void {
  for (let g = 0; g < view.getUint32(at + 12); g++) {
    const group = at + 16 + g * 12;
    const end = view.getUint32(group + 4);
    for (let cp = view.getUint32(group); cp <= end; cp++) covered.add(cp);
  }
}
