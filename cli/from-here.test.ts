import { expect, it } from "vitest";
import { fromHere } from "./from-here";

it("a path typed behind npm run is meant from where npm was called", () => {
  const env = { npm_lifecycle_event: "proofmark", INIT_CWD: "/elsewhere/a b" };
  expect(fromHere("c.json", env)).toBe("/elsewhere/a b/c.json");
  expect(fromHere("/d/c.json", env)).toBe("/d/c.json");
});

it("a path is left alone where npm did not start this command", () => {
  expect(fromHere("c.json", {})).toBe("c.json");
  expect(fromHere("c.json", { npm_lifecycle_event: "test", INIT_CWD: "/elsewhere" })).toBe("c.json");
});
