import { defineScheme } from "../room";
import { orderDigits } from "../shared/order";
import { orderPrereleases } from "../shared/prerelease";

interface GoVersion {
  numbers: [string, string, string];
  prerelease: string[];
}

const NUMBER = "(0|[1-9][0-9]*)";
const MODULE = new RegExp(`^v?${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z.-]+))?)?)?$`);
const TOOLCHAIN = new RegExp(`^go${NUMBER}\\.${NUMBER}(?:\\.${NUMBER})?(?:(beta|rc)${NUMBER})?$`);

/**
 * Go modules (golang.org/x/mod/semver): pseudo-versions are pre-releases, "+incompatible" and other build metadata
 * order nothing, "v1" is "v1.0.0". Advisories and scanners leave the "v" off, so it may be missing. The standard
 * library's "go1.21rc2" is read as 1.21.0-rc.2.
 */
export const golang = defineScheme<GoVersion>({
  id: "golang",
  title: "Go modules",
  read: (text) => readModule(text) ?? readToolchain(text),
  order: (a, b) =>
    orderDigits(a.numbers[0], b.numbers[0]) || orderDigits(a.numbers[1], b.numbers[1]) || orderDigits(a.numbers[2], b.numbers[2]) || orderPrereleases(a.prerelease, b.prerelease),
});

function readModule(text: string): GoVersion | null {
  const found = MODULE.exec(text);
  if (found === null) return null;
  const [, major = "0", minor = "0", patch = "0", prerelease, build] = found;
  const identifiers = prerelease?.split(".") ?? [];
  // A number with a leading zero is no number of a pre-release.
  if (identifiers.some((one) => one === "" || /^0[0-9]+$/.test(one)) || build?.split(".").includes("")) return null;
  return { numbers: [major, minor, patch], prerelease: identifiers };
}

function readToolchain(text: string): GoVersion | null {
  const found = TOOLCHAIN.exec(text);
  if (found === null) return null;
  const [, major = "0", minor = "0", patch = "0", word, number = "0"] = found;
  return { numbers: [major, minor, patch], prerelease: word === undefined ? [] : [word, number] };
}
