import { paths } from "../ui/prepare-paths";
import type { GoTo } from "./prepare-keys";

/** Where a go-to key leads. */
export function placeOf(system: string, to: GoTo): string {
  return paths[to](system, { asOf: currentAsOf() });
}

/** The instant the page speaks about or hands on. */
export const currentAsOf = (): string | null => new URLSearchParams(window.location.search).get("asOf");
