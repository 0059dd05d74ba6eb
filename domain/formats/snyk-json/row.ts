import type { DetectionFact } from "../../model/document";
import { cvss, detection, idsOf } from "../shared/exports/detection";
import { ecosystemOf } from "../shared/ecosystems";
import type { RowShape } from "../shared/exports/shape";
import type { Notes } from "../shared/reading";
import { instant, type JsonObject, listAt, numberAt, objectAt, textAt, textsAt } from "../shared/values";

export const ROW: RowShape = {
  required: ["id"],
  texts: ["name", "packageName", "moduleName", "version", "severity", "title", "packageManager", "CVSSv3", "nvdSeverity", "publicationTime", "type"],
  numbers: ["cvssScore"],
  lists: ["fixedIn", "cvssDetails"],
  objects: ["identifiers"],
};

/** One row of a project, once for each CVE where its advisory lists several. */
export function readRow(row: JsonObject, projectManager: string | null, at: string, notes: Notes): DetectionFact[] {
  const manager = textAt(row, "packageManager") ?? projectManager ?? "";
  const id = textAt(row, "id") ?? "";
  const identifiers = objectAt(row, "identifiers");
  const cves = textsAt(identifiers, "CVE");
  const ids = idsOf(id, cves);
  if (ids.length > 1) notes.add("info", "snyk/several-cves", "an advisory lists several CVEs: each is a finding of its own, none an alias of another", at);
  const advisories = ids.length > 1 ? [] : textsAt(identifiers, "GHSA");
  return ids.map(({ vulnerability, aliases }) =>
    detection({
      vulnerability,
      aliases: [...new Set([...aliases, ...advisories])].filter((alias) => alias !== vulnerability),
      ecosystem: manager,
      name: packageName(row, manager),
      version: textAt(row, "version"),
      fixedVersions: [...new Set(textsAt(row, "fixedIn"))],
      severityWord: textAt(row, "severity"),
      severitySource: "snyk",
      cvss: scores(row),
      publishedAt: instant(row["publicationTime"]),
      title: textAt(row, "title"),
      url: id.startsWith("SNYK-") ? `https://security.snyk.io/vuln/${encodeURIComponent(id.toWellFormed())}` : null,
      at,
    }),
  );
}

/** In distributions the name is "source/binary": the binary package is what is installed. */
function packageName(row: JsonObject, manager: string): string {
  const name = textAt(row, "name") ?? textAt(row, "packageName") ?? textAt(row, "moduleName") ?? "unknown";
  const distribution = ["deb", "rpm", "apk"].includes(ecosystemOf(manager).type);
  return distribution ? (name.split("/").pop() ?? name) || name : name;
}

function scores(row: JsonObject): DetectionFact["cvss"] {
  const own = cvss("snyk", "3", textAt(row, "CVSSv3"), numberAt(row, "cvssScore"));
  const others = listAt(row, "cvssDetails").flatMap((one) => cvss(textAt(one, "assigner")?.toLowerCase() ?? "unknown", "3", textAt(one, "cvssV3Vector"), numberAt(one, "cvssV3BaseScore")));
  return [...own, ...others];
}
