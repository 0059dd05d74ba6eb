import type { DetectionFact } from "../../model/document";
import { normaliseSeverity } from "../../model/severity";
import { packageFromWords } from "../shared/ecosystems";
import { packageParts } from "../shared/packages";
import { trivyCvss } from "../shared/trivy-cvss";
import { instant, isObject, objectAt, textAt, textsAt } from "../shared/values";

/** One row of `Vulnerabilities`, its package keyed by its purl or by the type of its target. */
export function readDetection(row: unknown, targetType: string, at: string): DetectionFact {
  const id = textAt(row, "VulnerabilityID") ?? "";
  const words = packageFromWords(targetType, textAt(row, "PkgName") ?? "");
  const { purl, type, namespace, name, version } = packageParts({
    ...words,
    purlText: textAt(objectAt(row, "PkgIdentifier"), "PURL"),
    version: textAt(row, "InstalledVersion"),
  });
  const fixed = textAt(row, "FixedVersion");
  const word = textAt(row, "Severity");
  const status = textAt(row, "Status");
  return {
    vulnerability: id,
    aliases: textsAt(row, "VendorIDs").filter((alias) => alias !== id),
    package: { purl, type, namespace, name, version },
    fixedVersions: fixed === null ? [] : fixed.split(",").map((part) => part.trim()).filter((part) => part !== ""),
    fixState: status === "fixed" || status === "affected" ? null : status,
    severity: normaliseSeverity(word),
    severityWord: word,
    severitySource: textAt(row, "SeveritySource"),
    cvss: trivyCvss(isObject(row) ? row["CVSS"] : null),
    publishedAt: instant(isObject(row) ? row["PublishedDate"] : null),
    title: textAt(row, "Title"),
    url: textAt(row, "PrimaryURL"),
    at,
  };
}
