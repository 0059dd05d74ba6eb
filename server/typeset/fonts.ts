import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Coverage } from "../../domain/packets/pdf/sanitise";
import { fontCoverage } from "./font-coverage";

const PACKAGES = {
  sans: ["ibm-plex-sans", "IBMPlexSans", ["400Regular", "400Regular_Italic", "600SemiBold"]],
  serif: ["ibm-plex-serif", "IBMPlexSerif", ["400Regular", "600SemiBold"]],
  mono: ["ibm-plex-mono", "IBMPlexMono", ["400Regular", "600SemiBold"]],
  fallback: ["noto-sans", "NotoSans", ["400Regular", "600SemiBold"]],
} as const;

export interface Fonts {
  blobs: Buffer[];
  /** Drawn by every font list of the template: they all end with the sans and the fallback face. */
  covers: Coverage;
  /** Drawn by the sans face alone, the one charts are set in. */
  coversInCharts: Coverage;
}

/** The faces of the packet, out of npm packages below `home` (OFL-1.1). The list is the whole truth: no system font. */
export function loadFonts(home: string): Fonts {
  const faces = Object.entries(PACKAGES).map(([role, [folder, name, cuts]]) => ({
    role,
    blobs: cuts.map((cut) =>
      readFileSync(join(home, "node_modules", "@expo-google-fonts", folder, cut, `${name}_${cut}.ttf`)),
    ),
  }));
  const upright = (role: string): Set<number>[] =>
    faces.filter((face) => face.role === role).flatMap((face) => face.blobs.map(fontCoverage));
  const [sans, fallback] = [upright("sans"), upright("fallback")];
  const inAll = (sets: Set<number>[], cp: number): boolean => sets.every((set) => set.has(cp));
  return {
    blobs: faces.flatMap((face) => face.blobs),
    covers: (cp) => inAll(sans, cp) || inAll(fallback, cp),
    coversInCharts: (cp) => inAll(sans, cp),
  };
}
