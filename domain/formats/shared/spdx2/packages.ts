import type { ComponentFact, SbomFacts } from "../../../model/document";
import { canonicalPurl } from "../../../model/purl";
import { fail, ok, type Result } from "../../../model/problem";
import type { ReadLimits } from "../../room";
import { component, packageParts } from "../packages";
import { type Notes, tooMany } from "../reading";
import { isObject, type JsonObject, listAt, textAt, textsAt } from "../values";

export interface Packages {
  components: ComponentFact[];
  withPurl: number;
  /** SPDXIDs of packages that occur again. */
  duplicates: number;
  withHash: number;
  os: SbomFacts["os"];
}

/** Inventory of the document; the described package that stands for the image is its subject and no part of it. */
export function readPackages(json: JsonObject, limits: ReadLimits, notes: Notes): Result<Packages> {
  const list = listAt(json, "packages");
  if (list.length > limits.maxComponents) return tooMany("spdx", "packages", limits.maxComponents, list.length, "/packages");
  const found: Packages = { components: [], withPurl: 0, duplicates: 0, withHash: 0, os: null };
  const described = describedIds(json);
  const seen = new Set<string>();
  for (const [i, value] of list.entries()) {
    const at = `/packages/${i}`;
    if (!isObject(value)) return fail({ code: "spdx/package", detail: "a package is an object", at });
    if (nameOf(value) === null) return fail({ code: "spdx/package", detail: "a package has a name", at: `${at}/name` });
    const versionInfo = value["versionInfo"];
    if (versionInfo !== undefined && versionInfo !== null && typeof versionInfo !== "string") return fail({ code: "spdx/package", detail: "versionInfo is text", at: `${at}/versionInfo` });
    const id = textAt(value, "SPDXID") ?? "";
    if (seen.has(id)) {
      found.duplicates += 1;
      notes.warn("spdx/duplicate-id", "two packages carry the same SPDXID", `${at}/SPDXID`);
    }
    seen.add(id);
    add(value, at, found, described, notes);
  }
  found.os ??= osOfPurls(found.components);
  return ok(found);
}

/** Drafts of the JSON form wrote `packageName`. */
function nameOf(value: JsonObject): string | null {
  const name = value["name"] ?? value["packageName"];
  return typeof name === "string" ? name : null;
}

function add(value: JsonObject, at: string, found: Packages, described: ReadonlySet<string>, notes: Notes): void {
  const purlText = externalReference(value, "purl");
  if (purlText !== null) found.withPurl += 1;
  const purpose = textAt(value, "primaryPackagePurpose") ?? "";
  const type = purpose === "" ? "library" : purpose.toLowerCase().replaceAll("_", "-");
  const parts = packageParts({ purlText, type, namespace: null, name: nameOf(value) ?? "", version: textAt(value, "versionInfo") });
  if (!("name" in value)) notes.warn("spdx/draft-spelling", "a package is named by a member of a draft", `${at}/packageName`);
  if (parts.name.trim() === "") notes.warn("spdx/empty-name", "a package's name is empty", `${at}/name`);
  if (purlText !== null && parts.purl === null) notes.warn("spdx/bad-purl", "this purl does not parse; it is kept as text", `${at}/externalRefs`);
  if (purpose.replaceAll("_", "-") === "OPERATING-SYSTEM") found.os ??= { id: nameOf(value) ?? "", version: textAt(value, "versionInfo") };
  if (described.has(textAt(value, "SPDXID") ?? "") && isImage(value, parts.type)) return;
  if (listAt(value, "checksums").length > 0) found.withHash += 1;
  found.components.push(
    component(parts, at, {
      ref: textAt(value, "SPDXID"),
      cpe: externalReference(value, "cpe23Type"),
      supplier: supplierName(textAt(value, "supplier")),
      licences: licences(value),
    }),
  );
}

export function isImage(value: JsonObject, purlType: string): boolean {
  const digest = textAt(value, "versionInfo")?.startsWith("sha256:") ?? false;
  return value["primaryPackagePurpose"] === "CONTAINER" || purlType === "oci" || purlType === "docker" || digest;
}

export function describedIds(json: JsonObject): Set<string> {
  const related = listAt(json, "relationships").flatMap((row) => {
    const type = textAt(row, "relationshipType");
    if (type === "DESCRIBES" && textAt(row, "spdxElementId") === "SPDXRef-DOCUMENT") return [textAt(row, "relatedSpdxElement") ?? ""];
    return type === "DESCRIBED_BY" ? [textAt(row, "spdxElementId") ?? ""] : [];
  });
  return new Set([...textsAt(json, "documentDescribes"), ...related]);
}

export function externalReference(value: unknown, type: string): string | null {
  const reference = listAt(value, "externalRefs").find((row) => textAt(row, "referenceType") === type);
  return textAt(reference, "referenceLocator");
}

function supplierName(text: string | null): string | null {
  if (text === null || text === "NOASSERTION") return null;
  return text.replace(/^(?:Organization|Person):\s*/, "");
}

function licences(value: JsonObject): string[] {
  const stated = [textAt(value, "licenseConcluded"), textAt(value, "licenseDeclared")];
  const named = stated.filter((text): text is string => text !== null && text !== "NOASSERTION" && text !== "NONE");
  return [...new Set(named)];
}

/** Where no package says what the operating system is, the `distro` of its packages' purls does ("debian-12"). */
function osOfPurls(components: readonly ComponentFact[]): SbomFacts["os"] {
  const marked = components.find((fact) => fact.purl?.includes("distro="));
  const distro = marked?.purl ? canonicalPurl(marked.purl)?.qualifiers["distro"] : undefined;
  if (distro === undefined) return null;
  const cut = distro.lastIndexOf("-");
  return cut <= 0 ? { id: distro, version: null } : { id: distro.slice(0, cut), version: distro.slice(cut + 1) };
}
