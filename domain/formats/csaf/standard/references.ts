import { type JsonObject, listAt, objectAt, textAt, textsAt } from "../../shared/values";
import type { Rule } from "./breach";
import { definitions } from "./tree";

/** Every product and group that is spoken of is defined (6.1.1, 6.1.4). */
export const references: Rule = (json, say) => {
  const tree = json["product_tree"];
  const products = new Set(definitions(tree).map(({ id }) => id));
  const groups = new Set(listAt(tree, "product_groups").flatMap((group) => textAt(group, "group_id") ?? []));
  const check = (ids: readonly string[], known: ReadonlySet<string>, section: "6.1.1" | "6.1.4", at: string): void => {
    for (const [i, id] of ids.entries()) if (!known.has(id)) say(section, section === "6.1.1" ? "a product is named that the tree does not have" : "a group is named that the tree does not have", `${at}/${i}`);
  };
  for (const [i, group] of listAt(tree, "product_groups").entries()) check(textsAt(group, "product_ids"), products, "6.1.1", `/product_tree/product_groups/${i}/product_ids`);
  for (const [i, row] of listAt(tree, "relationships").entries()) {
    for (const key of ["product_reference", "relates_to_product_reference"]) {
      const id = textAt(row, key);
      if (id !== null && !products.has(id)) say("6.1.1", "a product is named that the tree does not have", `/product_tree/relationships/${i}/${key}`);
    }
  }
  for (const [i, flaw] of listAt(json, "vulnerabilities").entries()) checkFlaw(flaw, `/vulnerabilities/${i}`, products, groups, check);
};

type Check = (ids: readonly string[], known: ReadonlySet<string>, section: "6.1.1" | "6.1.4", at: string) => void;

function checkFlaw(flaw: unknown, at: string, products: ReadonlySet<string>, groups: ReadonlySet<string>, check: Check): void {
  const status: JsonObject = objectAt(flaw, "product_status");
  for (const word of Object.keys(status)) check(textsAt(status, word), products, "6.1.1", `${at}/product_status/${word}`);
  for (const [i, score] of listAt(flaw, "scores").entries()) check(textsAt(score, "products"), products, "6.1.1", `${at}/scores/${i}/products`);
  for (const key of ["flags", "remediations", "threats"]) {
    for (const [i, row] of listAt(flaw, key).entries()) {
      check(textsAt(row, "product_ids"), products, "6.1.1", `${at}/${key}/${i}/product_ids`);
      check(textsAt(row, "group_ids"), groups, "6.1.4", `${at}/${key}/${i}/group_ids`);
    }
  }
}

