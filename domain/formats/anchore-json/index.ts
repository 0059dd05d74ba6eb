import type { Reading } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { systemOf } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, rowsOf } from "../shared/exports/shape";
import { isObject, type JsonObject, objectAt, textAt } from "../shared/values";
import { ENGINE, evaluation, EVALUATION, engine, type EngineKeys, CTL } from "./rows";

/**
 * Vulnerabilities as Anchore exports them, of one image each: Anchore Engine (`imageDigest`, `vulnerabilities`), the
 * Enterprise evaluation (`metadata`, `securityEvaluation`) and the bare list of `anchorectl image vulnerabilities`.
 * Codes: anchore/list, /row, /digest, /time, /too-many.
 */
export const anchoreJson: FormatRoom = {
  id: "anchore-json",
  title: "Anchore vulnerability report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isEngine(json) || isEvaluation(json) || isCtl(json),
  read,
};

const isEngine = (json: unknown): json is JsonObject => isObject(json) && "vulnerabilities" in json && "vulnerability_type" in json && ("imageDigest" in json || "image_digest" in json);
const isEvaluation = (json: unknown): json is JsonObject => isObject(json) && "securityEvaluation" in json && isObject(json["metadata"]);
const isCtl = (json: unknown): json is unknown[] => Array.isArray(json) && json.length > 0 && json.every((row) => isObject(row) && "vuln" in row && "packageName" in row && "feedGroup" in row);

function read(document: RawDocument): Result<Reading> {
  const { json } = document;
  if (isEvaluation(json)) return readEvaluation(json, document);
  if (isEngine(json)) return readEngine(json["vulnerabilities"], "/vulnerabilities", ENGINE, json, document);
  return readEngine(json, "", CTL, {}, document);
}

function readEngine(list: unknown, at: string, keys: EngineKeys, json: JsonObject, document: RawDocument): Result<Reading> {
  const rows = rowsOf("anchore", list, keys.shape, at);
  if (isProblem(rows)) return fail(rows);
  const out = new Export(anchoreJson, "anchore", document);
  const name = textAt(json, "imageFullTag");
  for (const key of ["imageDigest", "image_digest"]) out.digest("repo-digest", json[key], `/${key}`, name);
  const systems = [...new Set(rows.filter(({ row }) => /^(?:dpkg|deb|rpm|apkg|apk|apk-package)$/i.test(textAt(row, keys.type) ?? "")).map(({ row }) => textAt(row, keys.group)))];
  return out.finish({
    title: "Anchore report",
    tool: { name: "Anchore", version: null },
    target: name,
    scan: { os: systems.length === 1 ? systemOf(systems[0] ?? null) : null, detections: rows.map(({ row, at: place }) => engine(row, keys, place)) },
    counts: { items: rows.length, rows: rows.length },
  });
}

function readEvaluation(json: JsonObject, document: RawDocument): Result<Reading> {
  const rows = rowsOf("anchore", json["securityEvaluation"], EVALUATION, "/securityEvaluation");
  if (isProblem(rows)) return fail(rows);
  const out = new Export(anchoreJson, "anchore", document);
  const metadata = objectAt(json, "metadata");
  const image = [textAt(metadata, "registry"), textAt(metadata, "repository")].filter((part) => part !== null).join("/") || null;
  out.digest("repo-digest", metadata["imageDigest"], "/metadata/imageDigest", image);
  const finishedAt = out.time(metadata["timestamp"], "/metadata/timestamp");
  return out.finish({
    title: "Anchore report",
    tool: { name: "Anchore Enterprise", version: null },
    target: image,
    observedAt: finishedAt,
    scan: { finishedAt, detections: rows.map(({ row, at }) => evaluation(row, at)) },
    counts: { rows: rows.length },
  });
}
