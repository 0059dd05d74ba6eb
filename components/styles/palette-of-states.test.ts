import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Floor of the smallest distance between two colours of a set, for anyone's eyes; shapes and words carry the rest. */
const FLOOR = 11;
/** WCAG 1.4.11: graphics that mean something, against what they stand on. */
const GRAPHIC = 3;

type Rgb = [number, number, number];
type Matrix = [Rgb, Rgb, Rgb];

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light. */
const SIGHT: Record<string, Matrix> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

const SETS: Record<string, string[]> = {
  severity: ["sev-critical", "sev-high", "sev-medium", "sev-low", "sev-negligible"],
  state: ["met", "risk", "breach", "none"],
};

const tokens = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function colour(token: string, theme: "light" | "dark"): Rgb {
  const found = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  const hex = found?.[theme === "light" ? 1 : 2];
  if (!hex) throw new Error(`No token --${token}.`);
  return [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb;
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const seen = (rgb: Rgb, matrix: Matrix): Rgb => matrix.map((row) => Math.min(1, Math.max(0, dot(row, rgb)))) as Rgb;
const luminance = (rgb: Rgb): number => dot(rgb, [0.2126, 0.7152, 0.0722]);

function lab(rgb: Rgb): Rgb {
  const f = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116);
  const x = f(dot(rgb, [0.4124564, 0.3575761, 0.1804375]) / 0.95047);
  const y = f(dot(rgb, [0.2126729, 0.7151522, 0.072175]));
  const z = f(dot(rgb, [0.0193339, 0.119192, 0.9503041]) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Rgb, b: Rgb): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("colours of states, %s", (theme) => {
  it.each(Object.keys(SETS))("%s: no two are closer than the floor for any eyes", (set) => {
    const names = SETS[set] ?? [];
    const close = Object.entries(SIGHT).flatMap(([eyes, matrix]) =>
      names.flatMap((a, index) => names.slice(index + 1).map((b) => ({ pair: `${a} / ${b}, ${eyes}`, far: distance(seen(colour(a, theme), matrix), seen(colour(b, theme), matrix)) }))),
    );
    expect(close.filter(({ far }) => far < FLOOR)).toEqual([]);
    expect(close.length).toBe((4 * names.length * (names.length - 1)) / 2);
  });

  it.each(Object.values(SETS).flat())("%s stands out from the paper", (token) => {
    expect(contrast(colour(token, theme), colour("paper", theme))).toBeGreaterThanOrEqual(GRAPHIC);
  });
});
