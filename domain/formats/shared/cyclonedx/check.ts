import type { Notes } from "../reading";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../values";
import type { Components } from "./components";
import { licenceProblem } from "./licences";

const TOP_LEVEL = new Set([
  "$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "services", "externalReferences", "dependencies",
  "compositions", "vulnerabilities", "annotations", "formulation", "declarations", "definitions", "citations", "properties", "signature",
]);
const METADATA = new Set([
  "timestamp", "lifecycles", "tools", "authors", "manufacturer", "component", "manufacture", "supplier", "licenses", "properties", "distributionConstraints",
]);
const HASHES: Readonly<Record<string, number>> = {
  MD5: 32, "SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128, "SHA3-256": 64, "SHA3-384": 96, "SHA3-512": 128,
  "BLAKE2b-256": 64, "BLAKE2b-384": 96, "BLAKE2b-512": 128, BLAKE3: 64, "Streebog-256": 64, "Streebog-512": 128,
};
const JUSTIFICATIONS = new Set([
  "code_not_present", "code_not_reachable", "requires_configuration", "requires_dependency", "requires_environment",
  "protected_by_compiler", "protected_at_runtime", "protected_at_perimeter", "protected_by_mitigating_control",
]);
const ISSUES = new Set(["defect", "enhancement", "security"]);

/**
 * What a document says against its own schema where no fact is read from it: hashes, licences, SWID tags, patches,
 * citations, dangling references. All warnings: real tools break these and the inventory still stands, visibly marked.
 */
export function checkDocument(json: JsonObject, refs: Components["refs"], notes: Notes): void {
  checkMembers(json, TOP_LEVEL, "", notes);
  checkMembers(objectAt(json, "metadata"), METADATA, "/metadata", notes);
  const subject = objectAt(json, "metadata")["component"];
  if (isObject(subject)) checkComponent(subject, "/metadata/component", notes);
  for (const [i, component] of listAt(json, "components").entries()) checkComponent(component, `/components/${i}`, notes);
  checkDependencies(json, refs, notes);
  for (const [i, citation] of listAt(json, "citations").entries()) {
    if (isObject(citation) && !("attributedTo" in citation) && !("process" in citation)) notes.warn("cyclonedx/citation", "a citation names whom or what it is attributed to", `/citations/${i}`);
  }
  for (const [i, value] of listAt(json, "vulnerabilities").entries()) {
    const justification = objectAt(value, "analysis")["justification"];
    const known = typeof justification === "string" && JUSTIFICATIONS.has(justification);
    if (justification !== undefined && !known) notes.warn("cyclonedx/justification", "this justification is not one of the standard's", `/vulnerabilities/${i}/analysis/justification`);
  }
}

function checkMembers(value: JsonObject, known: ReadonlySet<string>, at: string, notes: Notes): void {
  const unknown = Object.keys(value).find((key) => !known.has(key));
  if (unknown !== undefined) notes.warn("cyclonedx/unknown-member", "the standard knows no such member", `${at}/${unknown.slice(0, 80)}`);
}

function checkComponent(value: unknown, at: string, notes: Notes): void {
  if (!isObject(value)) return;
  if (textAt(value, "type") === null) notes.warn("cyclonedx/component-type", "a component states its type", `${at}/type`);
  if ("version" in value && "versionRange" in value) notes.warn("cyclonedx/version-range", "a component has a version or a range, not both", `${at}/versionRange`);
  if (isObject(value["swid"]) && typeof value["swid"]["tagId"] !== "string") notes.warn("cyclonedx/swid", "a SWID tag has a tagId", `${at}/swid/tagId`);
  for (const [i, hash] of listAt(value, "hashes").entries()) checkHash(hash, `${at}/hashes/${i}`, notes);
  for (const [i, choice] of listAt(value, "licenses").entries()) {
    const problem = licenceProblem(choice);
    if (problem !== null) notes.warn("cyclonedx/licence", problem.detail, `${at}/licenses/${i}${problem.key}`);
  }
  for (const [i, patch] of listAt(objectAt(value, "pedigree"), "patches").entries()) {
    for (const [k, issue] of listAt(patch, "resolves").entries()) {
      if (!ISSUES.has(textAt(issue, "type") ?? "")) notes.warn("cyclonedx/issue-type", "a patch resolves a defect, an enhancement or a security issue", `${at}/pedigree/patches/${i}/resolves/${k}/type`);
    }
  }
  for (const [i, inner] of listAt(value, "components").entries()) checkComponent(inner, `${at}/components/${i}`, notes);
}

function checkHash(hash: unknown, at: string, notes: Notes): void {
  const algorithm = textAt(hash, "alg") ?? "";
  if (!Object.hasOwn(HASHES, algorithm)) return notes.warn("cyclonedx/hash-algorithm", "this hash algorithm is not one of the standard's", `${at}/alg`);
  const content = textAt(hash, "content") ?? "";
  if (content.length !== HASHES[algorithm] || !/^[0-9a-fA-F]+$/.test(content)) notes.warn("cyclonedx/hash", `this is no ${algorithm} value`, `${at}/content`);
}

function checkDependencies(json: JsonObject, refs: Components["refs"], notes: Notes): void {
  for (const [i, dependency] of listAt(json, "dependencies").entries()) {
    const at = `/dependencies/${i}`;
    const ref = textAt(dependency, "ref");
    if (ref === null) notes.warn("cyclonedx/dependency", "a dependency names what depends", `${at}/ref`);
    else if (!refs.has(ref)) notes.warn("cyclonedx/dangling-ref", "a dependency names something that the document does not have", `${at}/ref`);
    for (const [k, target] of listAt(dependency, "dependsOn").entries()) {
      if (typeof target !== "string" || !refs.has(target)) notes.warn("cyclonedx/dangling-ref", "a dependency names something that the document does not have", `${at}/dependsOn/${k}`);
    }
  }
}
