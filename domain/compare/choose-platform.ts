import type { Platform } from "../model/identity";

/** A digest as it was asked for: a platform manifest stands for itself, an index for one of its platforms. */
export interface Asked {
  digest: string;
  kind: "index" | "manifest" | "unknown";
  platform: Platform | null;
  /** Of an index: runnable platforms only. */
  platforms: { digest: string; platform: Platform | null }[];
}

export type Choice = { ok: true; a: string; b: string; platform: string | null } | { ok: false; platforms: string[]; why: string };

/**
 * Which manifests to compare. An index is compared by one platform: the one asked for, the other side's own, or the only
 * one both have. With several in common somebody has to choose; with none nothing can be compared.
 */
export function choosePlatform(a: Asked, b: Asked, wanted: string | null): Choice {
  if (a.kind !== "index" && b.kind !== "index") return { ok: true, a: a.digest, b: b.digest, platform: null };
  const [left, right] = [named(a), named(b)];
  const common = [...left.keys()].filter((name) => right.has(name)).sort();
  if (common.length === 0) return { ok: false, platforms: [], why: "The two have no platform in common." };
  const chosen = wanted === null ? (common.length === 1 ? common[0] : undefined) : common.find((name) => name === wanted);
  if (chosen === undefined) {
    return { ok: false, platforms: common, why: wanted === null ? "An index stands for several images: choose the platform to compare." : `Not both have the platform ${wanted}: choose another.` };
  }
  return { ok: true, a: left.get(chosen) ?? a.digest, b: right.get(chosen) ?? b.digest, platform: chosen };
}

function named(side: Asked): Map<string, string> {
  const own = side.kind === "index" ? side.platforms : [{ digest: side.digest, platform: side.platform }];
  return new Map(own.flatMap(({ digest, platform }) => (platform ? [[platformName(platform), digest] as const] : [])));
}

/** "linux/arm64/v8" */
export const platformName = ({ os, architecture, variant }: Platform): string => [os, architecture, variant].filter(Boolean).join("/");
