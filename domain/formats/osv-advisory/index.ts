import type { AdvisoryFacts, Reading } from "../../model/document";
import { fail, ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { isProblem, rowsOf, wrongRow } from "../shared/exports/shape";
import { Notes, reading } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, plural, textAt, textsAt, valueOf } from "../shared/values";
import { affectedOf, AFFECTED, type Affected } from "./affected";
import { wrongScore } from "./score";

/**
 * An advisory in the Open Source Vulnerability format (ossf.github.io/osv-schema, 1.x), JSON or YAML: one flaw under its
 * names. It is no scan: it says what is affected in general, not what is in an image. Names of a withdrawn advisory are
 * not believed, and related or upstream ids are other flaws.
 * Codes: osv/list, /row, /aliases, /withdrawn, /severity, /affected-not-listed, /time.
 */
export const osvAdvisory: FormatRoom = {
  id: "osv-advisory",
  title: "OSV advisory",
  revision: 1,
  duplicateKeys: "note",
  sniff: (document) => isAdvisory(valueOf(document)),
  read,
};

/** Other ids that one advisory may bring; advisories list a handful. */
const MAX_ALIASES = 256;
const MAX_AFFECTED = 200;

function isAdvisory(value: unknown): value is JsonObject {
  if (!isObject(value) || !/^[A-Za-z][A-Za-z0-9]*-\S+$/.test(textAt(value, "id") ?? "")) return false;
  if (typeof value["schema_version"] === "string") return ["affected", "modified", "severity"].some((key) => key in value);
  const described = ["affected", "aliases", "details", "summary"].some((key) => key in value);
  const affected = listAt(value, "affected");
  return ("modified" in value && "published" in value && described) || (affected.length > 0 && affected.every((one) => isObject(one) && ("package" in one || "ranges" in one)));
}

function read(document: RawDocument): Result<Reading> {
  const value = valueOf(document);
  const json = isObject(value) ? value : {};
  const wrong = wrongRow("osv", json, { required: ["id"], texts: ["summary", "details"], lists: ["aliases", "affected", "severity"] }, "");
  if (wrong !== null) return fail(wrong);
  const badAlias = listAt(json, "aliases").findIndex((alias) => typeof alias !== "string" || alias.trim() === "");
  if (badAlias !== -1) return fail({ code: "osv/row", detail: "another id is text", at: `/aliases/${badAlias}` });
  const affected = rowsOf("osv", json["affected"], AFFECTED, "/affected");
  if (isProblem(affected)) return fail(affected);
  const packages: Affected[] = [];
  for (const row of affected) {
    const one = affectedOf(row);
    if (isProblem(one)) return fail(one);
    packages.push(one);
  }
  return ok(describe(json, packages));
}

function describe(json: JsonObject, packages: Affected[]): Reading {
  const notes = new Notes();
  const id = textAt(json, "id") ?? "";
  const facts = factsOf(json, id, packages, notes);
  for (const { row, at } of placed(listAt(json, "severity"))) {
    const detail = wrongScore(row);
    if (detail !== null) notes.warn("osv/severity", detail, at);
  }
  if (packages.length > MAX_AFFECTED) notes.add("ignored", "osv/affected-not-listed", `${packages.length - MAX_AFFECTED} affected packages are counted and not listed`, "/affected");
  return reading({
    room: osvAdvisory.id,
    revision: osvAdvisory.revision,
    formatVersion: textAt(json, "schema_version"),
    summary: `OSV advisory ${id.slice(0, 100)}${facts.aliases.length === 0 ? "" : `, also ${facts.aliases.slice(0, 4).join(", ").slice(0, 200)}`}, ${plural(packages.length, "affected package")}`,
    observedAt: facts.modifiedAt,
    facts: { advisory: facts },
    notes: notes.list(),
    counts: { id, aliases: listAt(json, "aliases").length, affected: packages.length, withdrawn: (json["withdrawn"] ?? null) !== null },
  });
}

function factsOf(json: JsonObject, id: string, packages: Affected[], notes: Notes): AdvisoryFacts {
  const time = (key: string): string | null => {
    const found = instant(json[key]);
    const stated = json[key] ?? null;
    if (found === null && stated !== null && !(typeof stated === "string" && stated.startsWith("0001-"))) notes.warn("osv/time", "this is no time that can be read", `/${key}`);
    return found;
  };
  const withdrawn = (json["withdrawn"] ?? null) !== null;
  const stated = [...new Set(textsAt(json, "aliases"))].filter((alias) => alias !== id);
  if (stated.length > MAX_ALIASES) notes.add("ignored", "osv/aliases", `more than ${MAX_ALIASES} other ids for one flaw`, "/aliases");
  if (withdrawn) notes.warn("osv/withdrawn", "the advisory is withdrawn: its other names are not believed", "/withdrawn");
  return {
    id,
    aliases: withdrawn ? [] : stated.slice(0, MAX_ALIASES),
    title: textAt(json, "summary")?.slice(0, 500) ?? null,
    modifiedAt: time("modified"),
    publishedAt: time("published"),
    withdrawn,
    withdrawnAt: time("withdrawn"),
    affectedTotal: packages.length,
    affected: packages.slice(0, MAX_AFFECTED),
  };
}

const placed = (list: readonly unknown[]): { row: unknown; at: string }[] => list.map((row, i) => ({ row, at: `/severity/${i}` }));
