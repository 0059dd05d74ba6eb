import type { Reading, ScanFacts } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { FormatRoom, RawDocument } from "../room";
import { systemOf } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, type Placed, rowsOf, wrongRow } from "../shared/exports/shape";
import { refuse } from "../shared/reading";
import { isObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "../shared/values";
import { COMPLIANCE, kindsOf, readRow, ROW } from "./rows";

/**
 * `twistcli images scan --output-file` (Twistlock, Prisma Cloud): for each image its id, registry digest, system,
 * packages, vulnerabilities and failed compliance checks.
 * Codes: twistlock/results, /list, /row, /digest, /time, /fewer-than-counted, /several-images, /too-many.
 */
export const twistlockJson: FormatRoom = {
  id: "twistlock-json",
  title: "Twistlock / Prisma Cloud image scan",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && Array.isArray(json["results"]) && json["results"].length > 0 && json["results"].every(isImage),
  read,
};

function isImage(value: unknown): boolean {
  return isObject(value) && !("source" in value) && ("vulnerabilityDistribution" in value || "complianceDistribution" in value || ("distro" in value && "id" in value));
}

interface Image {
  value: JsonObject;
  at: string;
  rows: Placed[];
  checks: Placed[];
  packages: Placed[];
}

const IMAGE = { texts: ["name", "distro", "scanTime"], objects: ["vulnerabilityDistribution", "complianceDistribution"] };

function read(document: RawDocument): Result<Reading> {
  const list = isObject(document.json) ? document.json["results"] : null;
  if (!Array.isArray(list)) return refuse("twistlock/results", "results is a list", "/results");
  const images: Image[] = [];
  for (const [i, value] of list.entries()) {
    const image = imageOf(value, `/results/${i}`);
    if (isProblem(image)) return fail(image);
    images.push(image);
  }
  const out = new Export(twistlockJson, "twistlock", document);
  for (const { value, at } of images) {
    const name = textAt(value, "name");
    out.digest("image-id", value["id"], `${at}/id`, name);
    out.digest("repo-digest", value["digest"], `${at}/digest`, name);
    out.image(at);
  }
  const first = images[0]?.value ?? {};
  const times = images.map(({ value, at }) => out.time(value["scanTime"], `${at}/scanTime`));
  return out.finish({
    title: "Twistlock report",
    tool: { name: "Twistlock", version: null },
    target: textAt(first, "name"),
    observedAt: times[0] ?? null,
    scan: scanOf(images, times[0] ?? null, out),
    counts: { rows: images.reduce((sum, { rows, checks }) => sum + rows.length + checks.length, 0), images: images.length },
  });
}

function imageOf(value: unknown, at: string): Image | Problem {
  const wrong = wrongRow("twistlock", value, IMAGE, at);
  if (wrong !== null || !isObject(value)) return wrong ?? { code: "twistlock/row", detail: "an image is an object", at };
  const rows = rowsOf("twistlock", value["vulnerabilities"], ROW, `${at}/vulnerabilities`);
  if (isProblem(rows)) return rows;
  const checks = rowsOf("twistlock", value["compliances"], COMPLIANCE, `${at}/compliances`);
  if (isProblem(checks)) return checks;
  const packages = rowsOf("twistlock", value["packages"], { texts: ["type", "name", "version"] }, `${at}/packages`);
  return isProblem(packages) ? packages : { value, at, rows, checks, packages };
}

function scanOf(images: readonly Image[], finishedAt: string | null, out: Export): Partial<ScanFacts> & Pick<ScanFacts, "detections"> {
  const [only] = images;
  const listed = images.filter(({ value }) => Array.isArray(value["packages"]));
  const checked = images.some(({ value }) => Array.isArray(value["compliances"]));
  return {
    finishedAt,
    status: images.some((image) => isShort(image, out)) ? "partial" : "undetermined",
    os: images.length === 1 ? systemOf(textAt(only?.value, "distro")) : null,
    targets: images.map(({ value, rows }) => ({ name: textAt(value, "name") ?? "", type: "image", findings: rows.length })),
    packagesSeen: listed.length === 0 ? null : listed.reduce((sum, { packages }) => sum + packages.length, 0),
    detections: images.flatMap((image) => {
      const kinds = kindsOf(image.packages, textAt(image.value, "distro"));
      return image.rows.map(({ row, at }) => readRow(row, kinds, at));
    }),
    misconfigurations: checked
      ? images.flatMap(({ checks }) => checks.map(({ row, at }) => ({ id: idOf(row), status: "fail" as const, severity: normaliseSeverity(textAt(row, "severity")), title: textAt(row, "title") ?? "", at })))
      : null,
  };
}

const idOf = (row: JsonObject): string => (typeof row["id"] === "number" ? String(row["id"]) : (textAt(row, "id") ?? "unknown"));

/** The image's own distribution counts more vulnerabilities than are listed (a `twistcli` without details). */
function isShort({ value, at, rows }: Image, out: Export): boolean {
  const total = numberAt(objectAt(value, "vulnerabilityDistribution"), "total") ?? 0;
  if (total <= listAt(value, "vulnerabilities").length) return false;
  out.notes.warn("twistlock/fewer-than-counted", `the distribution counts ${total} vulnerabilities and the report lists ${rows.length}`, `${at}/vulnerabilityDistribution/total`);
  return true;
}
