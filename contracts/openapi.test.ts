import { expect, test } from "vitest";
import { operations } from "./api";
import { openApi } from "./openapi";

const document = openApi("https://proofmark.example", "0.1.0") as {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string; schema: unknown }[]; responses: object }>>;
};

test("the document is OpenAPI 3.1 and names every operation once", () => {
  expect(document.openapi).toBe("3.1.0");
  const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map((operation) => operation.operationId));
  expect(ids.sort()).toEqual(Object.values(operations).map((operation) => operation.id).sort());
});

test("every placeholder of a path is a declared parameter", () => {
  for (const [path, item] of Object.entries(document.paths)) {
    const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const operation of Object.values(item)) {
      expect(operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(placeholders);
    }
  }
});

test("it is plain JSON without references that lead nowhere", () => {
  const text = JSON.stringify(document);
  expect(JSON.parse(text)).toEqual(document);
  expect([...text.matchAll(/"\$ref":"([^"]+)"/g)].every(([, ref]) => ref === "#/components/schemas/Problem")).toBe(true);
});
