/** What this browser remembers: digests looked at, and whether single keys are on. A browser that keeps nothing forgets. */
export interface RecentDigest {
  digest: string;
  title: string;
}

const MOST = 8;
const KEYS_OFF = "proofmark.single-keys-off";
const recentKey = (system: string): string => `proofmark.recent.${system}`;

export function recentDigests(system: string): RecentDigest[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(recentKey(system)) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberDigest(system: string, recent: RecentDigest): void {
  const others = recentDigests(system).filter(({ digest }) => digest !== recent.digest);
  keep(recentKey(system), JSON.stringify([recent, ...others].slice(0, MOST)));
}

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEYS_OFF) !== "1";
  } catch {
    return true;
  }
}

export const setSingleKeys = (on: boolean): void => keep(KEYS_OFF, on ? "0" : "1");

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows and full stores: nothing is remembered.
  }
}

function isRecent(value: unknown): value is RecentDigest {
  const { digest, title } = (value ?? {}) as Partial<RecentDigest>;
  return typeof digest === "string" && /^sha256:[0-9a-f]{64}$/.test(digest) && typeof title === "string" && title.length <= 600;
}
