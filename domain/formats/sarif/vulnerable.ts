import { canonicalPurl } from "../../model/purl";
import { listAt, objectAt, textAt } from "../shared/values";
import type { Result } from "./result";

/** A vulnerability in a package in a version, as a result states all three. */
export interface Vulnerable {
  id: string;
  aliases: string[];
  /** Word for the ecosystem ("debian", "npm"), null where nothing says it. */
  ecosystem: string | null;
  purl: string | null;
  name: string;
  version: string;
  fixed: string | null;
}

const ID = /^(?:CVE-\d{4}-\d{4,19}|GHSA-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}|(?:GO|PYSEC|RUSTSEC|OSV|MAL|DSA|DLA|USN|RHSA|RHBA|ELSA|ALSA|RLSA|ALAS\d*|ALPINE|CGA|DEBIAN|UBUNTU|TEMP|BIT|GMS|ALINUX\w*|SUSE-SU|openSUSE-SU)-[\w.:-]{3,64}|SNYK-[A-Z0-9]+-[\w.-]{1,128})$/;

function isVulnerabilityId(text: string | null): text is string {
  return text !== null && ID.test(text);
}

/** What a result states, by the spellings of the image scanners; null where vulnerability, package or version is not there. */
export function vulnerableOf(result: Result): Vulnerable | null {
  return fromGrype(result) ?? fromSnyk(result) ?? fromOsvScanner(result) ?? fromStatedPurl(result) ?? fromMessageLines(result);
}

const GRYPE_NEW = /^An? \S+ vulnerability in (\S+) package: (\S+), version (\S+) was found in /;
const GRYPE_OLD = /^The path .{1,2048} reports (\S+) at version (\S+) {1,2}which (?:would result in|is) a vulnerable \(([^)\s]+)\) package/;

/** Grype names the rule after vulnerability and package; the rule's help holds one of the versions, the message the right one. */
function fromGrype({ ruleId, message, rule }: Result): Vulnerable | null {
  const fresh = GRYPE_NEW.exec(message);
  const old = fresh === null ? GRYPE_OLD.exec(message) : null;
  const [name, version, type] = fresh ? [fresh[2], fresh[3], fresh[1]] : [old?.[1], old?.[2], old?.[3]];
  if (name === undefined || version === undefined || type === undefined || ruleId === null || !ruleId.endsWith(`-${name}`)) return null;
  const id = ruleId.slice(0, -(name.length + 1));
  if (!isVulnerabilityId(id)) return null;
  const help = lines(textAt(objectAt(rule, "help"), "text") ?? "");
  const same = help.get("package") === name && help.get("version") === version;
  const system = /^(\w+):distro:/.exec(help.get("data namespace") ?? "")?.[1];
  const purls = listAt(objectAt(rule, "properties"), "purls").map((purl) => (typeof purl === "string" ? canonicalPurl(purl) : null));
  const purl = purls.find((one) => one !== null && one.version === version && (one.name === name || name.endsWith(`/${one.name}`) || name.endsWith(`:${one.name}`)));
  const distro = ["deb", "apk", "rpm"].includes(type) ? system : undefined;
  return { id, aliases: [], ecosystem: distro ?? type, purl: purl?.purl ?? null, name, version, fixed: same ? (help.get("fix version") ?? null) : null };
}

const SNYK_PACKAGE = /^\(([^)]{1,2048})\) (\S+)@([^@\s]+)$/;
const SNYK_MESSAGE = /^This file introduces a vulnerable (\S+) package with an? /;
const SNYK_WORDS: Readonly<Record<string, string>> = { js: "npm", python: "pypi", java: "maven", ruby: "gem", dotnet: "nuget", php: "composer", golang: "golang", rust: "cargo" };

/** Snyk keeps ids and package in the rule ("(CVE-…) source/binary@version"); the message must speak of the same package. */
function fromSnyk({ ruleId, message, rule }: Result): Vulnerable | null {
  const stated = SNYK_PACKAGE.exec(textAt(objectAt(rule, "fullDescription"), "text") ?? "");
  const spoken = SNYK_MESSAGE.exec(message)?.[1];
  const [, idText = "", fullName = "", version = ""] = stated ?? [];
  if (stated === null || spoken === undefined || ruleId === null || (fullName !== spoken && !fullName.startsWith(`${spoken}/`) && !fullName.endsWith(`/${spoken}`))) return null;
  const cves = idText.split(/[,\s]+/).filter(isVulnerabilityId);
  const [first, ...more] = cves;
  const word = /^SNYK-([A-Z]+)\d*-/.exec(ruleId)?.[1]?.toLowerCase() ?? null;
  const ecosystem = word === null ? null : (SNYK_WORDS[word] ?? word);
  const system = ecosystem !== null && !Object.values(SNYK_WORDS).includes(ecosystem);
  const id = first !== undefined && more.length === 0 ? first : ruleId;
  if (!isVulnerabilityId(id)) return null;
  return { id, aliases: id === ruleId ? [] : [ruleId], ecosystem, purl: null, name: system ? (fullName.split("/").pop() ?? fullName) : fullName, version, fixed: null };
}

const OSV = /^Package '([^'\s]+)@([^'@\s]+)' is vulnerable to '([^'\s]+)'/;

function fromOsvScanner({ message }: Result): Vulnerable | null {
  const [, name, version, id] = OSV.exec(message) ?? [];
  if (name === undefined || version === undefined || !isVulnerabilityId(id ?? null)) return null;
  const also = /\(also known as ([^)]{1,2048})\)/.exec(message)?.[1] ?? "";
  const aliases = [...also.matchAll(/'([^'\s]{1,256})'/g)].map((match) => match[1] ?? "").filter((alias) => isVulnerabilityId(alias) && alias !== id);
  return { id: id ?? "", aliases, ecosystem: null, purl: null, name, version, fixed: null };
}

/**
 * Exactly one purl with a version: in the message, in the result's properties or as a logical location; in the rule
 * only where the rule names no other. Two purls could be either, so they are none.
 */
function fromStatedPurl(result: Result): Vulnerable | null {
  if (!isVulnerabilityId(result.ruleId)) return null;
  const stated = lines(result.message);
  const places = [
    [stated.get("package")],
    purlsOf(objectAt(result.row, "properties")),
    listAt(result.row, "locations").flatMap((location) => listAt(location, "logicalLocations").map((one) => textAt(one, "fullyQualifiedName"))),
    purlsOf(objectAt(result.rule, "properties")),
  ];
  for (const place of places) {
    const purls = [...new Map(place.flatMap((text) => (typeof text === "string" && text.startsWith("pkg:") ? [canonicalPurl(text)] : [])).map((one) => [one?.purl, one])).values()];
    const [only] = purls;
    if (purls.length > 1) return null;
    if (only?.version) return { id: result.ruleId, aliases: [], ecosystem: null, purl: only.purl, name: only.name, version: only.version, fixed: fixedOf(stated) ?? ruleFix(result) };
  }
  return null;
}

function purlsOf(properties: unknown): (string | null)[] {
  const list = listAt(properties, "purls").map((one) => (typeof one === "string" ? one : null));
  return [textAt(properties, "purl"), textAt(properties, "packageUrl"), ...list];
}

/** A rule that names one package names its fix as well. */
function ruleFix({ rule }: Result): string | null {
  return listAt(objectAt(rule, "properties"), "purls").length > 1 ? null : fix(textAt(objectAt(rule, "properties"), "fixed_version"));
}

/** "Package: x / Installed Version: y" lines, as Trivy and others write them. */
function fromMessageLines({ ruleId, message }: Result): Vulnerable | null {
  const stated = lines(message);
  const name = stated.get("package");
  const version = stated.get("installed version") ?? stated.get("version");
  if (!isVulnerabilityId(ruleId) || !name || !version || /\s/.test(name) || /\s/.test(version)) return null;
  return { id: ruleId, aliases: [], ecosystem: null, purl: null, name, version, fixed: fixedOf(stated) };
}

function fixedOf(stated: ReadonlyMap<string, string>): string | null {
  return fix(stated.get("fixed version") ?? stated.get("fix version") ?? null);
}

function fix(text: string | null): string | null {
  return text === null || text === "" || /^not[ -]fixed$/i.test(text) ? null : text;
}

/** "Key: value" lines of a text, keys in lower case; the first of a key stands. */
export function lines(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.slice(0, 20_000).split("\n")) {
    const cut = line.indexOf(":");
    const key = line.slice(0, Math.max(0, cut)).trim().toLowerCase();
    if (cut > 0 && key.length <= 32 && !found.has(key)) found.set(key, line.slice(cut + 1).trim());
  }
  return found;
}
