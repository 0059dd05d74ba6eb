import type { ProvenanceFacts } from "../../model/document";
import type { Problem } from "../../model/problem";
import { instant, isObject, listAt, objectAt, stringMap, textAt } from "../shared/values";
import { readParameters } from "./parameters";
import { imageInput, sourceAddress } from "./source-uri";

const SLSA = /^(?:https:\/\/)?slsa\.dev\/provenance\/v(?:0\.1|0\.2|1(?:\.\d+)?)(?:\?draft)?$/;
const V1 = /\/v1(?:\.\d+)?(?:\?draft)?$/;
const BUILDKIT = "https://mobyproject.org/buildkit@v1";

export function isProvenance(predicateType: string): boolean {
  return SLSA.test(predicateType);
}

type Source = { uri: string; digest: Record<string, string> };
/** What the two families of versions say in places of their own. */
type Stated = Omit<ProvenanceFacts, "predicateType" | "sourceRepository" | "sourceRef" | "sourceCommit" | "images" | "parameters" | "parametersLeftOut"> & {
  ref: string | null;
  external: unknown;
};

/**
 * SLSA provenance v0.1, v0.2 and v1 (with 1.0 and 1.1) in one shape, with the gaps that keep it from saying who built
 * what. What a builder says of itself stays a claim until the statement is verified.
 */
export function readProvenance(predicateType: string, predicate: unknown): { facts: ProvenanceFacts; gaps: Problem[] } {
  const { ref, external, ...stated } = V1.test(predicateType) ? readV1(predicate) : readV0(predicate);
  const source = stated.source === null ? null : sourceAddress(stated.source.uri, stated.source.digest);
  const parameters = readParameters(external);
  const facts: ProvenanceFacts = {
    predicateType,
    ...stated,
    sourceRepository: source?.repository ?? null,
    sourceRef: ref ?? source?.ref ?? null,
    sourceCommit: source?.commit ?? null,
    images: stated.materials.flatMap(({ uri, digest }) => imageInput(uri, digest) ?? []),
    parameters: parameters.list,
    parametersLeftOut: parameters.leftOut,
  };
  return { facts, gaps: gapsOf(facts) };
}

function gapsOf(facts: ProvenanceFacts): Problem[] {
  const gaps: Problem[] = [];
  if (facts.builderId === null) gaps.push({ code: "in-toto/no-builder", detail: "the provenance names no builder", at: "/predicate" });
  if (facts.buildType === null) gaps.push({ code: "in-toto/no-build-type", detail: "the provenance states no build type", at: "/predicate" });
  if (facts.source === null && facts.materials.length === 0) gaps.push({ code: "in-toto/no-source", detail: "the provenance names neither source nor materials", at: "/predicate" });
  if (facts.predicateType.endsWith("?draft")) gaps.push({ code: "in-toto/draft", detail: "the provenance follows a draft of its specification", at: "/predicateType" });
  return gaps;
}

function readV0(predicate: unknown): Stated {
  const invocation = objectAt(predicate, "invocation");
  const recipe = objectAt(predicate, "recipe");
  const metadata = objectAt(predicate, "metadata");
  const completeness = objectAt(metadata, "completeness");
  const materials = listAt(predicate, "materials").flatMap(readSource);
  const place = recipe["definedInMaterial"];
  const defined = typeof place === "number" ? listAt(predicate, "materials")[place] : undefined;
  const git = materials.find(({ uri }) => uri.startsWith("git+"));
  return {
    builderId: textAt(objectAt(predicate, "builder"), "id"),
    builderVersion: {},
    buildType: textAt(predicate, "buildType") ?? textAt(recipe, "type"),
    source: readSource(invocation["configSource"])[0] ?? readSource(defined)[0] ?? ("recipe" in objectAt({ predicate }, "predicate") ? (git ?? null) : null),
    materials,
    invocationId: textAt(metadata, "buildInvocationId") ?? textAt(metadata, "buildInvocationID"),
    entryPoint: textAt(objectAt(invocation, "configSource"), "entryPoint") ?? textAt(recipe, "entryPoint"),
    claims: {
      parametersComplete: flag(completeness["parameters"] ?? completeness["arguments"]),
      environmentComplete: flag(completeness["environment"]),
      materialsComplete: flag(completeness["materials"]),
      reproducible: flag(metadata["reproducible"]),
      hermetic: flag(metadata["hermetic"] ?? metadata[`${BUILDKIT}#hermetic`]),
    },
    startedAt: instant(metadata["buildStartedOn"]),
    finishedAt: instant(metadata["buildFinishedOn"]),
    ref: null,
    // The arguments of version 0.1 are the whole build request; its substitutions are what came from outside.
    external: invocation["parameters"] ?? objectAt(recipe, "arguments")["substitutions"] ?? null,
  };
}

function readV1(predicate: unknown): Stated {
  const definition = objectAt(predicate, "buildDefinition");
  const run = objectAt(predicate, "runDetails");
  const builder = objectAt(run, "builder");
  const metadata = objectAt(run, "metadata");
  const completeness = objectAt(metadata, "buildkit_completeness");
  const external = objectAt(definition, "externalParameters");
  const workflow = objectAt(external, "workflow");
  const config = "buildConfigSource" in external ? objectAt(external, "buildConfigSource") : objectAt(external, "configSource");
  const materials = listAt(definition, "resolvedDependencies").flatMap(readSource);
  return {
    builderId: textAt(builder, "id"),
    builderVersion: stringMap(builder["version"]),
    buildType: textAt(definition, "buildType"),
    source: sourceV1(external, materials),
    materials,
    invocationId: textAt(metadata, "invocationId"),
    entryPoint: textAt(workflow, "path") ?? textAt(config, "path") ?? textAt(external, "entryPoint"),
    claims: {
      parametersComplete: flag(completeness["request"]),
      environmentComplete: null,
      materialsComplete: flag(completeness["resolvedDependencies"]),
      reproducible: flag(metadata["buildkit_reproducible"]),
      hermetic: flag(metadata["buildkit_hermetic"]),
    },
    startedAt: instant(metadata["startedOn"]),
    finishedAt: instant(metadata["finishedOn"]),
    ref: textAt(workflow, "ref") ?? textAt(config, "ref"),
    external: definition["externalParameters"],
  };
}

/** Version 1 has no fixed place for the source: the build type decides. These are the ones the public builders use. */
function sourceV1(parameters: unknown, materials: Source[]): Source | null {
  const stated = readSource(objectAt(parameters, "source"))[0] ?? readSource(objectAt(parameters, "configSource"))[0];
  if (stated !== undefined && stated.uri !== "") return stated;
  const repository =
    textAt(objectAt(parameters, "workflow"), "repository") ?? textAt(objectAt(parameters, "buildConfigSource"), "repository") ??
    textAt(objectAt(parameters, "sourceToBuild"), "repository") ?? textAt(parameters, "source");
  const bare = repository?.replace(/^git\+/, "").replace(/\.git$/, "") ?? null;
  const same = (uri: string): boolean => bare !== null && sourceAddress(uri, {}).repository === bare;
  // What the parameters name is the source; a dependency from git is only that where they name none.
  const resolved = materials.find(({ uri }) => same(uri)) ?? (bare === null ? materials.find(({ uri }) => uri.startsWith("git+")) : undefined);
  return resolved ?? (repository === null ? null : { uri: repository, digest: {} });
}

const flag = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);

function readSource(value: unknown): Source[] {
  const uri = textAt(value, "uri");
  if (uri === null || !isObject(value)) return [];
  return [{ uri, digest: stringMap(value["digest"]) }];
}
