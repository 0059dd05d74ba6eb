import type { DetectionFact } from "../../model/document";
import { normaliseSeverity } from "../../model/severity";
import { packageFromWords } from "../shared/ecosystems";
import { packageParts } from "../shared/packages";
import type { Notes } from "../shared/reading";
import { trivyCvss } from "../shared/trivy-cvss";
import { instant, isObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "../shared/values";

/** One row per vulnerable package. Its ecosystem is stated by purl or type; the image's system stands in for its own packages alone. */
export function vulnerabilitiesOf(body: JsonObject, at: string, notes: Notes): DetectionFact[] {
  const system = textAt(objectAt(body, "os"), "family");
  return listAt(body, "vulnerabilities").flatMap((row, i) => {
    const place = `${at}/${i}`;
    const id = textAt(row, "vulnerabilityID");
    if (id === null) {
      notes.add("ignored", "trivy-operator/row-without-id", "a row names no vulnerability", `${place}/vulnerabilityID`);
      return [];
    }
    return [detection(row, id, system, place, notes)];
  });
}

function detection(row: unknown, id: string, system: string | null, at: string, notes: Notes): DetectionFact {
  const word = textAt(row, "packageType") ?? (textAt(row, "class") === "os-pkgs" ? system : null);
  const purlText = textAt(row, "packagePURL");
  if (word === null && purlText === null) notes.warn("trivy-operator/no-package-type", "the report does not say which ecosystem a package belongs to", at);
  const words = packageFromWords(word ?? "unknown", textAt(row, "resource") ?? "");
  const { purl, type, namespace, name, version } = packageParts({ ...words, purlText, version: textAt(row, "installedVersion") });
  const severity = textAt(row, "severity");
  const score = numberAt(row, "score");
  const cvss = trivyCvss(isObject(row) ? row["cvss"] : null);
  return {
    vulnerability: id,
    aliases: [],
    package: { purl, type, namespace, name, version },
    fixedVersions: (textAt(row, "fixedVersion") ?? "").split(",").map((part) => part.trim()).filter((part) => part !== ""),
    fixState: null,
    severity: normaliseSeverity(severity),
    severityWord: severity,
    severitySource: null,
    cvss: cvss.length > 0 || score === null ? cvss : [{ source: textAt(row, "cvsssource") ?? "unknown", version: "3", vector: null, score }],
    publishedAt: instant(isObject(row) ? row["publishedDate"] : null),
    title: textAt(row, "title"),
    url: textAt(row, "primaryLink"),
    at,
  };
}
