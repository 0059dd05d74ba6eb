import { describe, expect, it } from "vitest";
import { type Product, readProducts } from "./products";

const sha256 = "a".repeat(64);
const APP = { product_id: "APP", name: "app", product_identification_helper: { purl: `pkg:oci/app@sha256:${sha256}` } };
const LIB = { product_id: "LIB", name: "lib", product_identification_helper: { purl: "pkg:npm/lib@1.0.0" } };
const LINE = { product_id: "LINE", name: "Platform 4", product_identification_helper: { cpe: "cpe:/a:example:platform:4" } };
const relation = (id: string, part: string, whole: string): object => ({ category: "default_component_of", product_reference: part, relates_to_product_reference: whole, full_product_name: { product_id: id, name: id } });
const products = (names: object[], ...relationships: object[]): Map<string, Product> => readProducts({ full_product_names: names, relationships });
const image = { purl: `pkg:oci/app@sha256:${sha256}`, sha256 };
const lib = [{ id: "LIB", purl: "pkg:npm/lib@1.0.0" }];
const nothing = { purl: null, sha256: null, subcomponents: [{ purl: null }] };

describe("a composed product", () => {
  it("is a part in a whole", () => {
    expect(products([APP, LIB], relation("X", "LIB", "APP")).get("X")).toMatchObject({ ...image, subcomponents: lib });
  });

  it("is read whatever the order of relationships", () => {
    const rows = [relation("Y", "X", "LINE"), relation("X", "LIB", "APP")];
    for (const order of [rows, rows.toReversed()]) expect(products([APP, LIB, LINE], ...order).get("Y")).toMatchObject({ ...image, subcomponents: lib });
  });

  it("is the image itself where a product line without a digest holds it, and what is in it stays a part", () => {
    const found = products([APP, LIB, LINE], relation("LINE:APP", "APP", "LINE"), relation("X", "LIB", "LINE:APP"));
    expect(found.get("LINE:APP")).toMatchObject({ ...image, subcomponents: [] });
    expect(found.get("X")).toMatchObject({ ...image, subcomponents: lib });
  });

  it("is not the whole where its part is unknown", () => {
    expect(products([APP], relation("X", "NOBODY", "APP")).get("X")).toEqual({ id: "X", ...image, subcomponents: [{ id: "NOBODY", purl: null }] });
  });

  it("names nothing in a circle", () => {
    const found = products([APP], relation("X", "Y", "APP"), relation("Y", "X", "APP"), relation("Z", "Z", "Z"));
    for (const id of ["X", "Y", "Z"]) expect(found.get(id)).toMatchObject(nothing);
  });
});

describe("an id that is defined twice", () => {
  it("names nothing where the two differ, also behind a relationship", () => {
    const found = products([APP, { ...LIB, product_id: "APP" }, LIB], relation("X", "LIB", "APP"), relation("LIB", "APP", "APP"));
    for (const id of ["APP", "LIB"]) expect(found.get(id)).toMatchObject(nothing);
    expect(found.get("X")).toMatchObject({ purl: null, sha256: null });
  });

  it("is what both say where they agree", () => {
    expect(products([APP, APP]).get("APP")).toMatchObject(image);
  });
});
