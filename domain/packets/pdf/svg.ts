/**
 * Drawing primitives of the packet's charts: SVG as strings. One viewBox unit is one printed point. Every text is
 * escaped here, numbers are rounded to two digits (same input, same bytes), and nothing refers outside the picture.
 */

export const INK = "#16202b";
export const MUTED = "#55606e";
export const RULE = "#d5dbe1";
export const PAPER = "#ffffff";
export const PALE = "#dfe5ea";
export const STATUS = { met: "#0b6e8f", risk: "#b26a00", breached: "#8f1d3f", none: "#737b87" };
export const SEVERITY = {
  critical: "#5b0f3c",
  high: "#b3261e",
  medium: "#c46a00",
  low: "#3b7dbd",
  none: "#9aa3ad",
  unknown: "#737b87",
};

/** Width of every chart: the width of the text block. */
export const WIDTH = 482;

const num = (value: number): string => String(Number(value.toFixed(2)));

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export const svg = (height: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${num(height)}" viewBox="0 0 ${WIDTH} ${num(height)}"` +
  ` font-family="IBM Plex Sans" font-size="7.4" fill="${INK}">${body}</svg>`;

interface TextStyle {
  anchor?: "start" | "middle" | "end";
  fill?: string;
  size?: number;
  weight?: number;
}

export function label(x: number, y: number, text: string | number, style: TextStyle = {}): string {
  const { anchor = "start", fill = INK, size = 7.4, weight = 400 } = style;
  return (
    `<text x="${num(x)}" y="${num(y)}" text-anchor="${anchor}" fill="${fill}" font-size="${size}"` +
    ` font-weight="${weight}">${escapeXml(String(text))}</text>`
  );
}

export const line = (x1: number, y1: number, x2: number, y2: number, stroke = RULE, width = 0.5): string =>
  `<line x1="${num(x1)}" y1="${num(y1)}" x2="${num(x2)}" y2="${num(y2)}" stroke="${stroke}" stroke-width="${width}"/>`;

export const bar = (x: number, y: number, w: number, h: number, fill: string): string =>
  w > 0 && h > 0 ? `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}" fill="${fill}"/>` : "";

export const frame = (x: number, y: number, w: number, h: number, stroke: string): string =>
  w > 0.8 && h > 0.8
    ? `<rect x="${num(x + 0.4)}" y="${num(y + 0.4)}" width="${num(w - 0.8)}" height="${num(h - 0.8)}" fill="none" stroke="${stroke}" stroke-width="0.8"/>`
    : "";

export const dot = (cx: number, cy: number, r: number, fill: string): string =>
  `<circle cx="${num(cx)}" cy="${num(cy)}" r="${num(r)}" fill="${fill}"/>`;

const polygon = (points: [number, number][], fill: string): string =>
  `<polygon points="${points.map(([x, y]) => `${num(x)},${num(y)}`).join(" ")}" fill="${fill}"/>`;

/** Lines at 45 degrees, clipped by arithmetic: patterns and clip paths only make the file heavier. */
export function hatch(x: number, y: number, w: number, h: number, stroke: string, step = 3.2): string {
  let out = "";
  for (let c = step; c < w + h; c += step) {
    const left = Math.max(0, c - h);
    const right = Math.min(w, c);
    out += line(x + left, y + (c - left), x + right, y + (c - right), stroke, 0.7);
  }
  return out + frame(x, y, w, h, stroke);
}

/** The shape that stands for a severity, the same as in the tables: diamond, triangle, square, disc; a dash for none. */
export function severityMark(severity: keyof typeof SEVERITY, cx: number, cy: number, r = 3): string {
  const fill = SEVERITY[severity];
  const tall = r * 1.2;
  switch (severity) {
    case "critical":
      return polygon([[cx, cy - tall], [cx + tall, cy], [cx, cy + tall], [cx - tall, cy]], fill); // prettier-ignore
    case "high":
      return polygon([[cx, cy - r * 1.1], [cx + r * 1.15, cy + r * 0.9], [cx - r * 1.15, cy + r * 0.9]], fill); // prettier-ignore
    case "medium":
      return bar(cx - r * 0.9, cy - r * 0.9, r * 1.8, r * 1.8, fill);
    case "low":
      return dot(cx, cy, r, fill);
    default:
      return line(cx - r, cy, cx + r, cy, fill, 1.2);
  }
}
