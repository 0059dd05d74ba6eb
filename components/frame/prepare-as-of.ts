const DAY_MS = 24 * 3_600_000;

export interface AsOfChoice {
  /** Where the form leads, and what of the page's address it carries on. */
  action: string;
  carried: [name: string, value: string][];
  /** Latest day that can be asked for, "2026-11-23". */
  today: string;
  presets: { label: string; href: string }[];
}

const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The instant an address's as-of stands for: a day for its last second. */
export const endOfAsOf = (asOf: string): string => (asOf.length === 10 ? `${asOf}T23:59:59Z` : asOf);

/** Days to look back to from the page whose address of now is `back`. A day stands for its last moment in UTC. */
export function prepareAsOf(back: string, now: string): AsOfChoice {
  const [action = "", query = ""] = back.split("?", 2);
  const carried = [...new URLSearchParams(query)];
  const at = Date.parse(now);
  const monthEnd = Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth(), 0);
  const preset = (label: string, day: string) => ({ label, href: `${action}?${new URLSearchParams([...carried, ["asOf", day]])}` });
  return {
    action, carried, today: dayAt(at),
    presets: [
      preset("Yesterday", dayAt(at - DAY_MS)), preset("7 days ago", dayAt(at - 7 * DAY_MS)),
      preset("30 days ago", dayAt(at - 30 * DAY_MS)), preset(`End of last month, ${dayAt(monthEnd)}`, dayAt(monthEnd)),
    ],
  };
}
