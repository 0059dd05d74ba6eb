import { apk } from "./apk";
import { deb } from "./deb";
import { generic } from "./generic";
import { golang } from "./golang";
import { maven } from "./maven";
import { pep440 } from "./pep440";
import type { Order, VersionRoom } from "./room";
import { rpm } from "./rpm";
import { semver } from "./semver";

/** Every version scheme: one folder and one line here. */
export const VERSION_ROOMS: readonly VersionRoom[] = [deb, rpm, apk, semver, pep440, maven, golang, generic];

/**
 * The scheme of a package type of purl. Cargo, Hex and Swift packages follow Semantic Versioning. Gems, Composer and
 * NuGet packages, Arch, Dart and Conan do not quite (four numbers, "beta2" after "beta10", build metadata that orders),
 * so they get dotted numbers, which say nothing rather than something wrong.
 */
const SCHEMES: ReadonlyMap<string, VersionRoom> = new Map([
  ["deb", deb], ["rpm", rpm], ["apk", apk], ["npm", semver], ["pypi", pep440], ["maven", maven], ["golang", golang],
  ["cargo", semver], ["hex", semver], ["swift", semver],
]);

export const schemeOf = (purlType: string): VersionRoom => SCHEMES.get(purlType.toLowerCase()) ?? generic;

/** How two versions of one package type stand; null where either is not understood or the scheme cannot say. Equal texts are equal in any scheme. */
export function compareVersions(purlType: string, a: string, b: string): Order | null {
  if (a === b) return 0;
  const room = schemeOf(purlType);
  const [left, right] = [room.parse(a), room.parse(b)];
  return left.ok && right.ok ? room.compare(left.value, right.value) : null;
}
