/** Ecosystem words of Xray's component ids ("gav://g:a:1", "alpine://3.18:musl:1.2", "npm://left-pad:1.0"). */
const SCHEMES: Readonly<Record<string, string>> = { gav: "maven", npm: "npm", pypi: "pypi", go: "golang", nuget: "nuget", gem: "gem", rubygems: "gem", composer: "composer", cargo: "cargo", conan: "conan", alpine: "alpine", deb: "debian", debian: "debian", ubuntu: "ubuntu", rpm: "rpm", docker: "docker", generic: "generic" };
const DISTRIBUTIONS: ReadonlySet<string> = new Set(["alpine", "debian", "ubuntu", "rpm"]);

/**
 * The package of a component id. In a distribution the release stands first, in the rest the name; the version is what
 * stands behind the last colon, unless there is only one part.
 */
export function componentOf(id: string): { ecosystem: string; name: string; version: string | null } {
  const [, scheme = "", rest = id] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(id) ?? [];
  const ecosystem = Object.hasOwn(SCHEMES, scheme.toLowerCase()) ? (SCHEMES[scheme.toLowerCase()] ?? scheme) : scheme;
  const parts = rest.split(":");
  const [system = ""] = parts;
  if (ecosystem === "debian" && parts.length >= 4 && /^(?:debian|ubuntu)$/i.test(system)) return distribution(system.toLowerCase(), parts.slice(1));
  if (DISTRIBUTIONS.has(ecosystem) && parts.length >= 3) return distribution(ecosystem, parts);
  const needed = ecosystem === "maven" ? 3 : 2;
  if (parts.length < needed) return { ecosystem, name: rest, version: null };
  return { ecosystem, name: parts.slice(0, -1).join(":"), version: parts.at(-1) ?? null };
}

/** release:name:version (Debian's ids name the distribution before it), where an epoch may make a fourth part: release:name:1:2.3. */
function distribution(word: string, [release = "", name = "", ...version]: string[]): { ecosystem: string; name: string; version: string | null } {
  return { ecosystem: `${word}:${release}`, name, version: version.join(":") || null };
}
