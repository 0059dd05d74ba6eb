import { agoText, clockText, dayText, instantText } from "./prepare-time";

/** An instant: absolute in the title and the markup, as short on the page as `show` says. Always UTC. */
export function Instant({ at, show = "full", asOf }: { at: string | null; show?: "full" | "day" | "clock" | "ago"; asOf?: string }) {
  if (!at) return <span className="muted">not stated</span>;
  return (
    <time dateTime={at} title={instantText(at)}>
      {show === "ago" && asOf ? agoText(at, asOf) : show === "day" ? dayText(at) : show === "clock" ? clockText(at) : instantText(at)}
    </time>
  );
}
