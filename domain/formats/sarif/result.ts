import { isObject, type JsonObject, listAt, objectAt, textAt } from "../shared/values";

/** One result with its rule and the words of its message, whatever version of SARIF wrote them. */
export interface Result {
  row: JsonObject;
  rule: JsonObject;
  ruleId: string | null;
  message: string;
  at: string;
}

/** A run with what its results need. */
export interface Run {
  run: JsonObject;
  tool: { name: string; version: string | null } | null;
  results: Result[];
  at: string;
}

export function readRun(value: unknown, at: string): Run {
  const run = isObject(value) ? value : {};
  const rules = rulesOf(run);
  const results = listAt(run, "results").map((row, i): Result => {
    const object = isObject(row) ? row : {};
    const index = object["ruleIndex"] ?? objectAt(object, "rule")["index"];
    const indexed = typeof index === "number" ? rules.list[index] : undefined;
    const ruleId = textAt(object, "ruleId") ?? textAt(objectAt(object, "rule"), "id") ?? textAt(indexed, "id");
    return { row: object, rule: ruleOf(rules, ruleId, indexed), ruleId, message: messageOf(object), at: `${at}/results/${i}` };
  });
  return { run, tool: toolOf(run), results, at };
}

export function toolOf(run: unknown): Run["tool"] {
  const tool = objectAt(run, "tool");
  const driver = isObject(tool["driver"]) ? tool["driver"] : tool;
  const name = textAt(driver, "name");
  return name === null ? null : { name, version: textAt(driver, "version") ?? textAt(driver, "semanticVersion") };
}

interface Rules {
  list: unknown[];
  byId: ReadonlyMap<string, JsonObject>;
}

/** 2.1.0 lists rules under the driver; 2.0.0 keeps them under `resources`, 1.0.0 under the run, both keyed by id. */
function rulesOf(run: JsonObject): Rules {
  const list = listAt(objectAt(objectAt(run, "tool"), "driver"), "rules");
  const keyed = { ...objectAt(run, "rules"), ...objectAt(objectAt(run, "resources"), "rules") };
  const entries = [...Object.entries(keyed), ...list.map((rule) => [textAt(rule, "id") ?? "", rule] as const)];
  return { list, byId: new Map(entries.filter((entry): entry is [string, JsonObject] => isObject(entry[1]))) };
}

/** An index that points at another rule than the id names is wrong: the id decides. */
function ruleOf(rules: Rules, id: string | null, indexed: unknown): JsonObject {
  const byId = id === null ? undefined : rules.byId.get(id);
  if (byId !== undefined) return byId;
  return isObject(indexed) && (id === null || textAt(indexed, "id") === id) ? indexed : {};
}

const MAX_MESSAGE = 20_000;

function messageOf(row: JsonObject): string {
  const message = row["message"];
  const text = typeof message === "string" ? message : (textAt(message, "text") ?? textAt(message, "markdown") ?? "");
  return text.slice(0, MAX_MESSAGE);
}

/** The level a reader sees: the result's, else its rule's default, else "warning" (SARIF 2.1.0 section 3.27.10). */
export function levelOf({ row, rule }: Result): string {
  return textAt(row, "level") ?? textAt(objectAt(rule, "defaultConfiguration"), "level") ?? textAt(rule, "defaultLevel") ?? "warning";
}

/** The result says that something was looked at and is not so, or is no longer there. */
export function saysNothingFound({ row }: Result): boolean {
  const kind = textAt(row, "kind");
  if (kind === "pass" || kind === "notApplicable") return true;
  const level = textAt(row, "level");
  return level === "pass" || level === "notApplicable" || textAt(row, "baselineState") === "absent";
}

/** Suppressed for whoever wrote the file: accepted suppressions alone, or those without a status (section 3.27.23). */
export function isSuppressed(row: unknown): boolean {
  const list = listAt(row, "suppressions");
  return list.length > 0 && list.every((one) => !["underReview", "rejected"].includes(textAt(one, "status") ?? textAt(one, "state") ?? "accepted"));
}
