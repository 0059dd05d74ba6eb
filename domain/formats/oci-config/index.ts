import type { ImageConfigFacts, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { readPlatform } from "../shared/oci";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, numberAt, objectAt, plural, sha256Hex, stringMap, textAt, textsAt } from "../shared/values";

/** As many as a manifest may list. */
const MAX_LAYERS = 10_000;

/**
 * OCI image config and Docker image JSON (OCI image spec 1.1, config.md). Its own hash is what Docker calls the image
 * id. Codes: oci-config/os, /architecture, /diff-ids, /config, /user, /command, /history,
 * /too-many.
 */
export const ociConfig: FormatRoom = {
  id: "oci-config",
  title: "OCI or Docker image config",
  revision: 2,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && isObject(json["rootfs"]) && ("diff_ids" in json["rootfs"] || json["rootfs"]["type"] === "layers") && !("mediaType" in json),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const platform = readPlatform(json);
  if (platform === null) {
    const missing = typeof json["os"] === "string" ? "architecture" : "os";
    return refuse(`oci-config/${missing}`, `an image config states its ${missing}`, `/${missing}`);
  }
  const listed = listAt(json["rootfs"], "diff_ids");
  if (!Array.isArray(objectAt(json, "rootfs")["diff_ids"])) return refuse("oci-config/diff-ids", "rootfs.diff_ids is a list", "/rootfs/diff_ids");
  if (listed.length > MAX_LAYERS) return tooMany("oci-config", "diff_ids", MAX_LAYERS, listed.length, "/rootfs/diff_ids");
  const diffIds = listed.map(sha256Hex);
  const wrong = diffIds.indexOf(null);
  if (wrong !== -1) return refuse("oci-config/diff-ids", "a diff id is a SHA-256 digest", `/rootfs/diff_ids/${wrong}`);
  const settings = json["config"] ?? {};
  if (!isObject(settings)) return refuse("oci-config/config", "config is an object", "/config");
  const misread = wrongSetting(settings);
  if (misread !== null) return refuse(misread.code, "this setting has another type", `/config/${misread.key}`);
  const untold = wrongHistory(json["history"]);
  if (untold !== null) return refuse("oci-config/history", "history is a list of objects", untold);
  return ok(describe(document, json, settings, { platform, diffIds: diffIds.filter((id) => id !== null) }));
}

/** The history tells of the commands of a build: one that is told in another way would read as "nothing was run". */
function wrongHistory(history: unknown): string | null {
  if (history === undefined || history === null) return null;
  if (!Array.isArray(history)) return "/history";
  const wrong = history.findIndex((entry) => !isObject(entry) || !isTextOrNone(entry["created_by"]));
  return wrong === -1 ? null : `/history/${wrong}`;
}

const isTextOrNone = (value: unknown): boolean => value === undefined || value === null || typeof value === "string";

/** Settings that controls are decided on must have their type: a user written as a number would read as "none set". */
function wrongSetting(settings: JsonObject): { code: string; key: string } | null {
  const user = settings["User"];
  if (user !== undefined && user !== null && typeof user !== "string") return { code: "oci-config/user", key: "User" };
  for (const key of ["Env", "Entrypoint", "Cmd"]) {
    const value = settings[key];
    if (value !== undefined && value !== null && !isTexts(value)) return { code: "oci-config/command", key };
  }
  for (const key of ["ExposedPorts", "Volumes", "Labels", "Healthcheck"]) {
    const value = settings[key];
    if (value !== undefined && value !== null && !isObject(value)) return { code: "oci-config/config", key };
  }
  const test = objectAt(settings, "Healthcheck")["Test"];
  if (test !== undefined && test !== null && !isTexts(test)) return { code: "oci-config/config", key: "Healthcheck/Test" };
  return null;
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");

function describe(document: RawDocument, json: JsonObject, settings: JsonObject, known: Pick<ImageConfigFacts, "platform" | "diffIds">): Reading {
  const { platform, diffIds } = known;
  const facts: ImageConfigFacts = {
    sha256: document.sha256,
    platform,
    created: instant(json["created"]),
    user: textAt(settings, "User"),
    env: textsAt(settings, "Env").map(splitVariable),
    entrypoint: Array.isArray(settings["Entrypoint"]) ? textsAt(settings, "Entrypoint") : null,
    cmd: Array.isArray(settings["Cmd"]) ? textsAt(settings, "Cmd") : null,
    workingDir: textAt(settings, "WorkingDir"),
    exposedPorts: Object.keys(objectAt(settings, "ExposedPorts")),
    volumes: Object.keys(objectAt(settings, "Volumes")),
    labels: stringMap(settings["Labels"]),
    healthcheck: readHealthcheck(settings["Healthcheck"]),
    stopSignal: textAt(settings, "StopSignal"),
    diffIds,
    history: listAt(json, "history").map(readHistory),
  };
  const notes = new Notes();
  const filled = facts.history.filter((entry) => !entry.emptyLayer).length;
  if (platform.os === "" || platform.architecture === "") notes.warn("oci-config/no-platform", "os or architecture is empty: a config of an artifact, not of an image", "/os");
  if (facts.history.length > 0 && filled !== diffIds.length) {
    notes.warn("oci-config/history", `history tells of ${plural(filled, "layer")}, rootfs of ${diffIds.length}`, "/history");
  }
  return reading({
    room: ociConfig.id,
    revision: ociConfig.revision,
    summary: `Image config ${platform.os}/${platform.architecture}, user ${facts.user ?? "not set"}, ${plural(diffIds.length, "layer")}`,
    identities: [{ type: "image-id", sha256: document.sha256, at: "" }],
    edges: [{ type: "config-has-diff-ids", config: document.sha256, diffIds }],
    observedAt: facts.created,
    facts: { config: facts },
    notes: notes.list(),
    counts: { os: platform.os, architecture: platform.architecture, diff_ids: diffIds.length },
  });
}

function splitVariable(text: string): { name: string; value: string } {
  const cut = text.indexOf("=");
  return cut === -1 ? { name: text, value: "" } : { name: text.slice(0, cut), value: text.slice(cut + 1) };
}

function readHealthcheck(value: unknown): ImageConfigFacts["healthcheck"] {
  if (!isObject(value)) return null;
  return { test: textsAt(value, "Test"), interval: numberAt(value, "Interval") };
}

function readHistory(value: unknown): ImageConfigFacts["history"][number] {
  return {
    created: instant(isObject(value) ? value["created"] : null),
    createdBy: textAt(value, "created_by"),
    comment: textAt(value, "comment"),
    emptyLayer: isObject(value) && value["empty_layer"] === true,
  };
}
