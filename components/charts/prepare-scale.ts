/** The next of 1, 2, 4, 5, 10 times a power of ten. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return ([1, 2, 4, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

export interface Tick {
  y: number;
  value: number;
}

/** Four or five even steps of a counted axis from the base line up to `top`, in units of the drawing. */
export function ticksTo(top: number, scale: number, base: number): Tick[] {
  const step = top <= 4 ? 1 : top / (top % 4 === 0 ? 4 : 5);
  const ticks = [];
  for (let value = step; value <= top + 1e-9; value += step) ticks.push({ y: base - value * scale, value: Math.round(value) });
  return ticks;
}
