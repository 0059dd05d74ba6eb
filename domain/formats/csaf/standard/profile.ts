import { type JsonObject, listAt, objectAt, textAt, textsAt } from "../../shared/values";
import { readGroups } from "../products";
import type { Rule, Say } from "./breach";
import { covered } from "./vulnerabilities";

const STATUSES = ["fixed", "known_affected", "known_not_affected", "under_investigation"] as const;
const TELLING = new Set(["description", "details", "general", "summary"]);

/** What each profile asks for beyond the base (section 4, tests 6.1.27.1 to 6.1.27.11). */
export const profile: Rule = (json, say) => {
  const document = objectAt(json, "document");
  const category = textAt(document, "category");
  if (category === "csaf_informational_advisory" || category === "csaf_security_incident_response") {
    if (!listAt(document, "notes").some((note) => TELLING.has(textAt(note, "category") ?? ""))) say("6.1.27.1", "a document of this category has a note that tells what it is about", "/document/notes");
    if (!listAt(document, "references").some((row) => (textAt(row, "category") ?? "external") === "external")) say("6.1.27.2", "a document of this category refers to something outside of it", "/document/references");
  }
  if (category === "csaf_informational_advisory" && "vulnerabilities" in json) say("6.1.27.3", "a document of this category lists no vulnerabilities", "/vulnerabilities");
  if (category !== "csaf_security_advisory" && category !== "csaf_vex") return;
  if (!("product_tree" in json)) say("6.1.27.4", "a document of this category has a product tree", "/product_tree");
  if (!("vulnerabilities" in json)) say("6.1.27.11", "a document of this category lists vulnerabilities", "/vulnerabilities");
  const groups = readGroups(json["product_tree"]);
  for (const [i, flaw] of listAt(json, "vulnerabilities").entries()) {
    const at = `/vulnerabilities/${i}`;
    if (listAt(flaw, "notes").length === 0) say("6.1.27.5", "a vulnerability of this category has notes", `${at}/notes`);
    if (category === "csaf_security_advisory" && Object.keys(objectAt(flaw, "product_status")).length === 0) say("6.1.27.6", "a vulnerability of this category has a status", `${at}/product_status`);
    if (category === "csaf_vex") checkVex(flaw, at, groups, say);
  }
};

function checkVex(flaw: unknown, at: string, groups: ReadonlyMap<string, readonly string[]>, say: Say): void {
  const status: JsonObject = objectAt(flaw, "product_status");
  if (!STATUSES.some((word) => Array.isArray(status[word]))) say("6.1.27.7", "a VEX says of each vulnerability which products are affected, fixed, not affected or looked at", `${at}/product_status`);
  if (textAt(flaw, "cve") === null && listAt(flaw, "ids").length === 0) say("6.1.27.8", "a VEX names its vulnerabilities", at);
  const reasons = covered([...listAt(flaw, "flags"), ...listAt(flaw, "threats").filter((row) => textAt(row, "category") === "impact")], groups);
  for (const [i, id] of textsAt(status, "known_not_affected").entries()) if (!reasons.has(id)) say("6.1.27.9", "not affected without a reason", `${at}/product_status/known_not_affected/${i}`);
  const remedies = covered(listAt(flaw, "remediations"), groups);
  for (const [i, id] of textsAt(status, "known_affected").entries()) if (!remedies.has(id)) say("6.1.27.10", "affected without saying what to do", `${at}/product_status/known_affected/${i}`);
}
