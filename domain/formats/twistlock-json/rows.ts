import type { DetectionFact } from "../../model/document";
import { cvss, detection, systemOf, versionsIn } from "../shared/exports/detection";
import type { Placed, RowShape } from "../shared/exports/shape";
import { instant, type JsonObject, textAt } from "../shared/values";

export const ROW: RowShape = { required: ["id", "packageName"], texts: ["packageVersion", "packageType", "severity", "status", "vector", "description", "link", "publishedDate"], numbers: ["cvss"] };
export const COMPLIANCE: RowShape = { required: ["title"], texts: ["severity"] };

const KINDS: Readonly<Record<string, string>> = { python: "pypi", nodejs: "npm", java: "maven", jar: "maven", gem: "gem", ruby: "gem", go: "golang", nuget: "nuget", php: "composer", rust: "cargo" };

/** The kind of a package in the image's own list, by name and version. */
export type Kinds = (name: string, version: string | null, stated: string | null) => string;

export function kindsOf(packages: readonly Placed[], distro: string | null): Kinds {
  const known = new Map(packages.map(({ row }) => [`${textAt(row, "name") ?? ""}\n${textAt(row, "version") ?? ""}`, textAt(row, "type")] as const));
  const system = systemOf(distro);
  return (name, version, stated) => {
    const kind = stated ?? known.get(`${name}\n${version ?? ""}`) ?? "";
    if (kind === "os") return system === null ? "" : `${system.id}:${system.version ?? ""}`;
    return Object.hasOwn(KINDS, kind) ? (KINDS[kind] ?? "") : kind;
  };
}

export function readRow(row: JsonObject, kinds: Kinds, at: string): DetectionFact {
  const stated = textAt(row, "packageName") ?? "";
  const version = textAt(row, "packageVersion");
  const ecosystem = kinds(stated, version, textAt(row, "packageType"));
  const status = textAt(row, "status");
  const fixed = /^fixed in (.+)$/.exec(status ?? "")?.[1] ?? null;
  const word = textAt(row, "severity");
  return detection({
    vulnerability: textAt(row, "id") ?? "",
    ecosystem,
    // Java coordinates are written group_artifact.
    name: ecosystem === "maven" ? stated.replace("_", ":") : stated,
    version,
    fixedVersions: versionsIn(fixed),
    fixState: fixed === null && status !== null && !/^(?:open|affected|needed)$/i.test(status) ? status.slice(0, 200) : null,
    severityWord: word,
    severitySource: "twistlock",
    cvss: cvss("unknown", "3", textAt(row, "vector"), row["cvss"]),
    publishedAt: instant(row["publishedDate"]),
    title: textAt(row, "description"),
    url: textAt(row, "link"),
    at,
  });
}
