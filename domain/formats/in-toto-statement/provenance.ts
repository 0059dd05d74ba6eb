import type { ProvenanceFacts } from "../../model/document";
import type { Problem } from "../../model/problem";
import { instant, isObject, listAt, objectAt, stringMap, textAt } from "../shared/values";

const SLSA = /^(?:https:\/\/)?slsa\.dev\/provenance\/v(?:0\.1|0\.2|1(?:\.\d+)?)$/;

export function isProvenance(predicateType: string): boolean {
  return SLSA.test(predicateType);
}

type Source = { uri: string; digest: Record<string, string> };

/** SLSA provenance v0.1, v0.2 and v1 in one shape, with the gaps that keep it from saying who built what. */
export function readProvenance(predicateType: string, predicate: unknown): { facts: ProvenanceFacts; gaps: Problem[] } {
  const facts = /\/v1(?:\.\d+)?$/.test(predicateType) ? readV1(predicateType, predicate) : readV0(predicateType, predicate);
  const gaps: Problem[] = [];
  if (facts.builderId === null) gaps.push({ code: "in-toto/no-builder", detail: "the provenance names no builder", at: "/predicate" });
  if (facts.buildType === null) gaps.push({ code: "in-toto/no-build-type", detail: "the provenance states no build type", at: "/predicate" });
  if (facts.source === null && facts.materials.length === 0) gaps.push({ code: "in-toto/no-source", detail: "the provenance names neither source nor materials", at: "/predicate" });
  return { facts, gaps };
}

function readV0(predicateType: string, predicate: unknown): ProvenanceFacts {
  const invocation = objectAt(predicate, "invocation");
  const recipe = objectAt(predicate, "recipe");
  const metadata = objectAt(predicate, "metadata");
  const materials = listAt(predicate, "materials").flatMap(readSource);
  const place = recipe["definedInMaterial"];
  const defined = typeof place === "number" ? listAt(predicate, "materials")[place] : undefined;
  return {
    predicateType,
    builderId: textAt(objectAt(predicate, "builder"), "id"),
    buildType: textAt(predicate, "buildType") ?? textAt(recipe, "type"),
    source: readSource(invocation["configSource"])[0] ?? readSource(defined)[0] ?? null,
    materials,
    invocationId: textAt(metadata, "buildInvocationId") ?? textAt(metadata, "buildInvocationID"),
    startedAt: instant(metadata["buildStartedOn"]),
    finishedAt: instant(metadata["buildFinishedOn"]),
  };
}

function readV1(predicateType: string, predicate: unknown): ProvenanceFacts {
  const definition = objectAt(predicate, "buildDefinition");
  const run = objectAt(predicate, "runDetails");
  const metadata = objectAt(run, "metadata");
  const materials = listAt(definition, "resolvedDependencies").flatMap(readSource);
  return {
    predicateType,
    builderId: textAt(objectAt(run, "builder"), "id"),
    buildType: textAt(definition, "buildType"),
    source: sourceV1(definition, materials),
    materials,
    invocationId: textAt(metadata, "invocationId"),
    startedAt: instant(metadata["startedOn"]),
    finishedAt: instant(metadata["finishedOn"]),
  };
}

/** Version 1 has no fixed place for the source: the build type decides. These are the ones the public builders use. */
function sourceV1(definition: unknown, materials: Source[]): Source | null {
  const parameters = objectAt(definition, "externalParameters");
  const stated = readSource(parameters["source"])[0] ?? readSource(parameters["configSource"])[0];
  if (stated !== undefined && stated.uri !== "") return stated;
  const repository = textAt(objectAt(parameters, "workflow"), "repository") ?? textAt(parameters, "source");
  const resolved = materials.find((material) => material.uri.startsWith("git+") || (repository !== null && material.uri.includes(repository)));
  return resolved ?? (repository === null ? null : { uri: repository, digest: {} });
}

function readSource(value: unknown): Source[] {
  const uri = textAt(value, "uri");
  if (uri === null || !isObject(value)) return [];
  return [{ uri, digest: stringMap(value["digest"]) }];
}
