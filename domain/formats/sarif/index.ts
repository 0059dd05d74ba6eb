import type { Reading } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse } from "../shared/reading";
import { identity, isObject, type JsonObject, listAt, objectAt, plural, repoDigest, tally, textAt } from "../shared/values";

/**
 * SARIF 2.1.0 and its predecessors, for structure and identity only: a result names a rule and a place, not a package
 * in a version, so no finding is read from it and none is claimed to be absent. Codes: sarif/runs, /run, /results.
 */
export const sarif: FormatRoom = {
  id: "sarif",
  title: "SARIF log",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "runs" in json && ("version" in json || /sarif/i.test(textAt(json, "$schema") ?? "")),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const runs = json["runs"];
  if (!Array.isArray(runs)) return refuse("sarif/runs", "runs is a list", "/runs");
  for (const [i, run] of runs.entries()) {
    if (!isObject(run)) return refuse("sarif/run", "a run is an object", `/runs/${i}`);
    const results = run["results"];
    if (results !== undefined && results !== null && !Array.isArray(results)) return refuse("sarif/results", "results is a list", `/runs/${i}/results`);
  }
  return ok(describe(json, runs));
}

function describe(json: JsonObject, runs: unknown[]): Reading {
  const notes = new Notes();
  const version = textAt(json, "version");
  const results = runs.flatMap((run) => listAt(run, "results"));
  if (version !== "2.1.0") notes.warn("sarif/version", "not SARIF 2.1.0; counted by the same rules", "/version");
  if (results.length > 0) notes.add("ignored", "sarif/no-findings-read", `${plural(results.length, "result")} kept as evidence; SARIF does not name package and version, so no finding is read`, "/runs");
  for (const [i, run] of runs.entries()) {
    const named = toolOf(run);
    if (named === null) notes.warn("sarif/no-tool", "a run does not name its tool", `/runs/${i}/tool`);
    checkNotifications(run, `/runs/${i}`, notes);
  }
  const tool = toolOf(runs[0]);
  return reading({
    room: sarif.id,
    revision: sarif.revision,
    formatVersion: version,
    summary: `SARIF log${tool === null ? "" : ` by ${tool.name}`}, ${plural(results.length, "result")}`,
    identities: runs.flatMap((run, i) => identitiesOf(objectAt(run, "properties"), `/runs/${i}/properties`)),
    tool,
    notes: notes.list(),
    counts: {
      runs: runs.length,
      results: results.length,
      level: tally(results.map((row) => textAt(row, "level")), "(default)"),
      suppressed: results.filter((row) => listAt(row, "suppressions").length > 0).length,
    },
  });
}

/** Trivy alone writes the digests into the run. */
function identitiesOf(properties: JsonObject, at: string): NamedIdentity[] {
  return [
    ...listAt(properties, "repoDigests").flatMap((text, i) => repoDigest(text, `${at}/repoDigests/${i}`)),
    ...identity("image-id", properties["imageID"], `${at}/imageID`, textAt(properties, "imageName")),
  ];
}

function toolOf(run: unknown): { name: string; version: string | null } | null {
  const tool = objectAt(run, "tool");
  const driver = isObject(tool["driver"]) ? tool["driver"] : tool;
  const name = textAt(driver, "name");
  return name === null ? null : { name, version: textAt(driver, "version") ?? textAt(driver, "semanticVersion") };
}

/** A run that reports an error of its own, or that says it did not succeed, is no whole run. */
function checkNotifications(run: unknown, at: string, notes: Notes): void {
  for (const [i, invocation] of listAt(run, "invocations").entries()) {
    const failed = isObject(invocation) && invocation["executionSuccessful"] === false;
    if (failed) notes.warn("sarif/not-successful", "the run says that it did not succeed", `${at}/invocations/${i}/executionSuccessful`);
  }
}
