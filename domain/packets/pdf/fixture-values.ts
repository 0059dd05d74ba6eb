/** What the invented packets of tests share. */

export const hex = (seed: number): string =>
  Array.from({ length: 64 }, (_, i) => ((seed * 31 + i * 7 + ((seed * i) % 13)) % 16).toString(16)).join("");

export const digest = `sha256:${hex(3)}`;
export const asOf = "2026-03-02T08:00:00Z";
