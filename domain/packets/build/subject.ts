import type { DigestEvaluation, DigestFacts } from "../../model/evaluation";
import type { Sha256Hex } from "../../model/identity";
import type { PacketSubject, ResultWord } from "../model";
import { digestText, platformText } from "./words";

const KINDS = { index: "index", manifest: "platform manifest", unknown: "unknown" } as const;

export function packetSubject(facts: DigestFacts, platformResults: ReadonlyMap<Sha256Hex, ResultWord>): PacketSubject {
  const line = facts.line?.image ?? facts.lines.toSorted()[0] ?? digestText(facts.digest);
  return {
    line,
    name: shortName(line),
    version: versionOf(facts),
    digest: digestText(facts.digest),
    kind: KINDS[facts.kind],
    platform: platformText(facts.platform),
    index: facts.kind === "index" ? null : (facts.parents.toSorted().map(digestText)[0] ?? null),
    platforms: facts.platforms.toSorted((a, b) => (a.digest < b.digest ? -1 : 1)).map((one) => ({ platform: platformText(one.platform), digest: digestText(one.digest), result: platformResults.get(one.digest) ?? null, note: null })),
    config: facts.configDigest === null ? null : digestText(facts.configDigest),
    sizeBytes: facts.sizeBytes,
    layers: facts.layerCount,
    builtAt: facts.config?.created ?? null,
    recordedAt: facts.firstSeenAt,
    tags: facts.tags.toSorted((a, b) => (tagKey(a) < tagKey(b) ? -1 : 1)).map((one) => ({ tag: one.tag, from: one.from, to: one.to, digest: digestText(facts.digest) })),
    assetId: null,
    criticality: facts.line?.criticality ?? null,
    exposure: facts.line === null ? null : facts.line.exposure === "unknown" ? "reachability not recorded" : facts.line.exposure,
    owner: facts.line?.owner ? { ...facts.line.owner, rebuild: `${facts.line.owner.team} owns the next rebuild.` } : null,
  };
}

const tagKey = (one: DigestFacts["tags"][number]): string => `${one.from}\u0000${one.tag}\u0000${one.image}\u0000${one.to ?? ""}`;

/** "payments/api": the repository without its registry. */
function shortName(line: string): string {
  const slash = line.indexOf("/");
  const host = slash === -1 ? "" : line.slice(0, slash);
  return /[.:]|^localhost$/.test(host) ? line.slice(slash + 1) : line;
}

/** The label of the image, else a tag that looks like a version, the longest first. */
export function versionOf(facts: DigestFacts): string | null {
  const label = facts.config?.labels["org.opencontainers.image.version"] ?? facts.annotations["org.opencontainers.image.version"];
  if (label !== undefined && label !== "") return label;
  const tags = [...new Set(facts.tags.map((one) => one.tag))].filter((tag) => /^v?\d/.test(tag)).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return tags[0] ?? null;
}

/** Image configuration as rows. Values of the environment are never printed. */
export function configurationRows(facts: DigestFacts, evaluation: DigestEvaluation): { item: string; value: string; evidence: string | null }[] {
  const config = facts.config;
  if (config === null) return [];
  const joined = (items: readonly string[] | null): string => (items === null || items.length === 0 ? "none" : items.join(" "));
  const named = (items: readonly string[]): string => (items.length === 0 ? "none" : items.toSorted().join(", "));
  const rows: [string, string][] = [
    ["User", config.user === null || config.user === "" ? "none: root" : config.user],
    ["Entrypoint", joined(config.entrypoint)],
    ["Command", joined(config.cmd)],
    ["Working directory", config.workingDir ?? "none"],
    ["Exposed ports", named(config.exposedPorts)],
    ["Environment names", config.env.length === 0 ? "none" : `${named(config.env.map((one) => one.name))} (values not shown)`],
    ["Volumes", named(config.volumes)],
    ["Health check", config.healthcheck === null ? "none" : joined(config.healthcheck.test)],
    ["Labels", config.labels === null ? "none" : named(Object.keys(config.labels))],
    ["Shape", evaluation.shape.title],
  ];
  return rows.map(([item, value]) => ({ item, value, evidence: item === "Shape" ? null : config.evidence }));
}
