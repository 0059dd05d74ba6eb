import { expect, test } from "vitest";
import { readAnnotations } from "./read-annotations";

const signed = { "dev.cosignproject.cosign/signature": "MEQ=" };

test("annotations are taken as they are, or from the layer of a manifest that carries a signature", () => {
  expect(readAnnotations(JSON.stringify(signed))).toEqual({ ok: true, value: signed });
  expect(readAnnotations(JSON.stringify({ layers: [{ annotations: { a: "b" } }, { annotations: signed }] }))).toEqual({ ok: true, value: signed });
  expect(readAnnotations("  ")).toEqual({ ok: true, value: null });
});

test("what holds none is refused with why", () => {
  for (const text of ["{", "[]", "1", "null", "{}", '{"a":1}', '{"layers":[]}', '{"layers":[null,{"annotations":7}]}']) expect(readAnnotations(text).ok, text).toBe(false);
});
