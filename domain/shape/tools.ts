import type { ComponentFact } from "../model/document";

/** Package sources of operating systems ("alpine" is how older tools wrote apk); language packages of the same names are something else. */
const OS_TYPES = new Set(["deb", "apk", "alpine", "rpm", "alpm"]);
const BINARY_TYPES = new Set(["generic", "binary", "file", "application", "operating-system"]);

const SHELLS = new Set([
  "bash", "dash", "ash", "zsh", "ksh", "mksh", "ksh93", "fish", "tcsh", "csh", "yash", "busybox", "busybox-static", "busybox-binsh", "busybox-full", "dash-binsh", "toybox", "bash-binsh",
]);
const PACKAGE_MANAGERS = new Set(["apt", "dpkg", "apk-tools", "apk", "rpm", "dnf", "dnf5", "microdnf", "yum", "zypper", "tdnf", "pacman", "opkg"]);
const TOOLS = new Set(["coreutils", "coreutils-single", "util-linux", "util-linux-core", "findutils", "grep", "sed", "tar", "gawk", "mawk", "login", "passwd", "procps", "curl", "wget"]);
const REMOTE = new Set(["openssh-server", "telnet", "telnetd", "inetutils-telnetd", "ftp", "vsftpd", "rsh-server", "dropbear"]);

const BASE = /^(?:base-files|filesystem|setup|(?:[a-z0-9]+-)?baselayout(?:-[a-z]+)?|[a-z0-9]+-release(?:-[a-z]+)?)$/;

export interface Tooling {
  shells: ComponentFact[];
  packageManagers: ComponentFact[];
  tools: ComponentFact[];
  remoteAccess: ComponentFact[];
  /** Packages every image of a distribution carries, shell or not: without one the list is hardly the whole image. */
  base: ComponentFact[];
  osPackages: number;
  others: number;
}

/** What a component list shows of operating-system tooling. It speaks of what is listed, never of what is not there. */
export function toolingOf(components: readonly ComponentFact[]): Tooling {
  const native = components.filter((one) => OS_TYPES.has(one.type) || BINARY_TYPES.has(one.type));
  const named = (names: ReadonlySet<string>): ComponentFact[] => native.filter((one) => names.has(one.name.toLowerCase())).sort(byName);
  const base = components.filter((one) => OS_TYPES.has(one.type) && BASE.test(one.name.toLowerCase())).sort(byName);
  const osPackages = components.filter((one) => OS_TYPES.has(one.type)).length;
  return { shells: named(SHELLS), packageManagers: named(PACKAGE_MANAGERS), tools: named(TOOLS), remoteAccess: named(REMOTE), base, osPackages, others: components.length - osPackages };
}

/** Names without repeats, at most five, for a sentence. */
export function namesOf(components: readonly ComponentFact[]): string {
  const names = [...new Set(components.map((one) => one.name))];
  return names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}

function byName(a: ComponentFact, b: ComponentFact): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : (a.version ?? "") < (b.version ?? "") ? -1 : 1;
}
