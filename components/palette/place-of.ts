import { paths } from "../ui/prepare-paths";
import type { GoTo } from "./prepare-keys";

/** Where a go-to key leads. */
export function placeOf(system: string, to: GoTo): string {
  return to === "compare" ? paths.compare(system, { asOf: currentAsOf() }) : paths[to](system);
}

/** The instant the page speaks about, to be kept where a page can speak about the past. */
export const currentAsOf = (): string | null => new URLSearchParams(window.location.search).get("asOf");
