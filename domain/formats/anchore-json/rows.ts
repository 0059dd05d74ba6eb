import type { DetectionFact } from "../../model/document";
import { cvss, detection, versionsIn } from "../shared/exports/detection";
import type { RowShape } from "../shared/exports/shape";
import { type JsonObject, listAt, objectAt, textAt } from "../shared/values";

/** The names that Anchore Engine and anchorectl give to the members of a row. */
export interface EngineKeys {
  name: string;
  version: string;
  type: string;
  group: string;
  nvd: string;
  shape: RowShape;
}

const shape = (keys: Omit<EngineKeys, "shape">): EngineKeys => ({
  ...keys,
  shape: { required: ["vuln", keys.name], texts: [keys.version, keys.type, keys.group, "fix", "severity", "url", "description"], lists: [keys.nvd] },
});

export const ENGINE = shape({ name: "package_name", version: "package_version", type: "package_type", group: "feed_group", nvd: "nvd_data" });
export const CTL = shape({ name: "packageName", version: "packageVersion", type: "packageType", group: "feedGroup", nvd: "nvdData" });

const SYSTEM = /^(?:dpkg|deb|rpm|apkg|apk)$/i;
const TYPES: Readonly<Record<string, string>> = { java: "maven", python: "pypi", npm: "npm", gem: "gem", go: "golang", nuget: "nuget", apkg: "apk", dpkg: "deb" };

function typeOf(word: string | null): string {
  const type = (word ?? "").toLowerCase();
  return Object.hasOwn(TYPES, type) ? (TYPES[type] ?? type) : type;
}

/** A package of the system belongs to the distribution whose feed matched it ("debian:9"). */
export function engine(row: JsonObject, keys: EngineKeys, at: string): DetectionFact {
  const type = textAt(row, keys.type);
  const group = textAt(row, keys.group);
  const ofSystem = SYSTEM.test(type ?? "") && group !== null && !/^(?:nvd|vulndb|github)/i.test(group);
  return detection({
    vulnerability: textAt(row, "vuln") ?? "",
    ecosystem: ofSystem ? (group ?? "") : typeOf(type),
    name: textAt(row, keys.name) ?? "",
    version: textAt(row, keys.version),
    fixedVersions: versionsIn(textAt(row, "fix")),
    severityWord: textAt(row, "severity"),
    severitySource: group,
    cvss: listAt(row, keys.nvd).flatMap((one) => [
      ...cvss("nvd", "3", null, objectAt(one, "cvss_v3")["base_score"] ?? objectAt(one, "cvssV3")["baseScore"]),
      ...cvss("nvd", "2.0", null, objectAt(one, "cvss_v2")["base_score"] ?? objectAt(one, "cvssV2")["baseScore"]),
    ]),
    title: textAt(row, "description") ?? textAt(objectAt(row, "extra"), "description"),
    url: textAt(row, "url"),
    at,
  });
}

export const EVALUATION: RowShape = { required: ["vulnerabilityId", "package"], texts: ["cves", "severity", "packageType", "path", "fixAvailable", "link"] };

/** "tomcat-api-9.0.97" is name and version in one; the version starts behind the first hyphen before a digit. */
export function evaluation(row: JsonObject, at: string): DetectionFact {
  const id = textAt(row, "vulnerabilityId") ?? "";
  const { name, version } = splitVersion(textAt(row, "package") ?? "");
  const cves = versionsIn(textAt(row, "cves")).filter((cve) => cve !== id);
  return detection({
    vulnerability: id,
    // Several CVEs behind one id are several flaws: none is an alias of it.
    aliases: cves.length === 1 ? cves : [],
    ecosystem: typeOf(textAt(row, "packageType")),
    name,
    version,
    fixedVersions: versionsIn(textAt(row, "fixAvailable")),
    severityWord: textAt(row, "severity"),
    severitySource: "anchore",
    cvss: cvss("nvd", "3", null, row["nvdCvssBaseScore"]),
    url: textAt(row, "link"),
    at,
  });
}

function splitVersion(text: string): { name: string; version: string | null } {
  const cut = text.search(/-v?\d/);
  return cut <= 0 ? { name: text, version: null } : { name: text.slice(0, cut), version: text.slice(cut + 1) };
}
