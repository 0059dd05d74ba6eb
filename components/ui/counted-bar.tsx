export interface BarPart {
  count: number;
  /** met = proven, gap = waits for evidence, breach = violated, person = a person decides, missing = we looked and hold none, na = does not apply. */
  fill: "met" | "striped" | "gap" | "breach" | "person" | "missing" | "na";
}

const FILL: Record<BarPart["fill"], { className?: string; fill?: string; edge?: string }> = {
  met: { className: "fill-met" },
  striped: { fill: "url(#g-hatch-met)" },
  gap: { fill: "url(#g-hatch-risk)", edge: "edge-risk" },
  breach: { className: "fill-breach" },
  missing: { fill: "url(#g-hatch-ink)", edge: "edge-ink" },
  person: { fill: "none", edge: "edge-ink" },
  na: { className: "fill-line" },
};

/** Parts of a counted whole, side by side; what is missing is drawn as hatching. The numbers stand beside it. */
export function CountedBar({ parts, label, className = "bar" }: { parts: BarPart[]; label?: string; className?: "bar" | "meter" }) {
  const shown = placed(parts);
  if (shown.length === 0) return null;
  return (
    <svg className={className} role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
      {shown.map((part) => (
        <g key={part.fill}>
          <rect x={`${part.x}%`} width={`${Math.max(part.width - 0.4, 0.8)}%`} y="0" height="100%" className={FILL[part.fill].className} fill={FILL[part.fill].fill} />
          {FILL[part.fill].edge && (
            <rect x={`${part.x}%`} width={`${Math.max(part.width - 0.4, 0.8)}%`} y="0" height="100%" className={FILL[part.fill].edge} />
          )}
        </g>
      ))}
    </svg>
  );
}

/** Where each part that counts begins and how wide it is, in percent of the whole. */
function placed(parts: BarPart[]): (BarPart & { x: number; width: number })[] {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return parts
    .map((part, index) => {
      const before = parts.slice(0, index).reduce((sum, one) => sum + one.count, 0);
      return { ...part, x: (before / total) * 100, width: (part.count / total) * 100 };
    })
    .filter((part) => part.count > 0);
}
