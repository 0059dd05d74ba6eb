import type { Problem } from "../../../model/problem";
import { isObject, type JsonObject } from "../values";

/** The members a row is read from, by what they must be. All but `required` may be absent or null. */
export interface RowShape {
  /** Text with something in it. */
  required?: readonly string[];
  texts?: readonly string[];
  numbers?: readonly string[];
  lists?: readonly string[];
  objects?: readonly string[];
}

const TESTS = {
  texts: { what: "text", is: (value: unknown) => typeof value === "string" },
  numbers: { what: "a number", is: (value: unknown) => typeof value === "number" && Number.isFinite(value) },
  lists: { what: "a list", is: (value: unknown) => Array.isArray(value) },
  objects: { what: "an object", is: isObject },
} as const;

/** The first place where a row has another shape than facts are read from. Code: `<room>/row`. */
export function wrongRow(room: string, row: unknown, shape: RowShape, at: string): Problem | null {
  const code = `${room}/row`;
  if (!isObject(row)) return { code, detail: "a row is an object", at };
  for (const key of shape.required ?? []) {
    const value = row[key];
    if (typeof value !== "string" || value.trim() === "") return { code, detail: `a row states ${key}`, at: `${at}/${key}` };
  }
  for (const kind of ["texts", "numbers", "lists", "objects"] as const) {
    const { what, is } = TESTS[kind];
    const wrong = (shape[kind] ?? []).find((key) => row[key] !== undefined && row[key] !== null && !is(row[key]));
    if (wrong !== undefined) return { code, detail: `${wrong} is ${what}`, at: `${at}/${wrong}` };
  }
  return null;
}

export interface Placed {
  row: JsonObject;
  at: string;
}

/** The rows of a list, each of the shape asked for; a list that is absent or null has none. Codes: `<room>/list`, `/row`. */
export function rowsOf(room: string, list: unknown, shape: RowShape, at: string): Placed[] | Problem {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return { code: `${room}/list`, detail: "this is a list", at };
  const rows: Placed[] = [];
  for (const [i, row] of list.entries()) {
    const problem = wrongRow(room, row, shape, `${at}/${i}`);
    if (problem !== null) return problem;
    rows.push({ row: row as JsonObject, at: `${at}/${i}` });
  }
  return rows;
}

export const isProblem = (value: object): value is Problem => "code" in value && "detail" in value;
