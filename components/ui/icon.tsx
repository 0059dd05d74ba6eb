export type IconName =
  | "critical" | "high" | "medium" | "low" | "negligible"
  | "ok" | "half" | "x" | "dash" | "pen" | "copy" | "arrow" | "chev" | "chevr" | "glass" | "theme" | "bars" | "node" | "mark"
  | "seal-verified" | "seal-unverified" | "seal-missing" | "seal-failed";

/** A drawing beside a word; it never stands for the word. */
export function Icon({ name, className = "g" }: { name: IconName; className?: string }) {
  return (
    <svg className={className} aria-hidden="true" focusable="false">
      <use href={`#g-${name}`} />
    </svg>
  );
}
