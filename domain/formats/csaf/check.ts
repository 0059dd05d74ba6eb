import type { Problem } from "../../model/problem";
import { isObject } from "../shared/values";
import { STATUSES } from "./statements";

/**
 * What in a vulnerability would make its author say something he did not: a status that is no list of product ids, or
 * one product under two statuses that exclude each other (CSAF 2.0 section 6.1.6). Null where nothing does.
 */
export function wrongVulnerability(value: unknown, at: string): Problem | null {
  if (!isObject(value)) return { code: "csaf/vulnerability", detail: "a vulnerability is an object", at };
  const { cve, product_status: status } = value;
  if (!isMissing(cve) && (typeof cve !== "string" || cve.trim() === "")) return { code: "csaf/vulnerability", detail: "cve is text", at: `${at}/cve` };
  for (const key of ["ids", "flags", "threats", "remediations"]) {
    if (!isMissing(value[key]) && !Array.isArray(value[key])) return { code: "csaf/vulnerability", detail: `${key} is a list`, at: `${at}/${key}` };
  }
  if (isMissing(status)) return null;
  if (!isObject(status)) return { code: "csaf/product-status", detail: "product_status is an object", at: `${at}/product_status` };
  return wrongStatus(status, `${at}/product_status`);
}

function wrongStatus(status: Record<string, unknown>, at: string): Problem | null {
  const said = new Map<string, string>();
  for (const [word, members] of Object.entries(status)) {
    if (!Array.isArray(members)) return { code: "csaf/product-status", detail: "a status is a list of product ids", at: `${at}/${word}` };
    const meaning = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
    for (const [i, id] of members.entries()) {
      if (typeof id !== "string" || id === "") return { code: "csaf/product-status", detail: "a product id is text", at: `${at}/${word}/${i}` };
      if (meaning === undefined) continue;
      if ((said.get(id) ?? meaning) !== meaning) return { code: "csaf/contradiction", detail: "one product stands under statuses that exclude each other", at: `${at}/${word}/${i}` };
      said.set(id, meaning);
    }
  }
  return null;
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;
