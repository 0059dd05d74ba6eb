import { afterAll, expect, test } from "vitest";
import { closePreviewParser, withPreviewParser } from "./preview-parser";

afterAll(() => closePreviewParser());

test("one caller who sends slowly holds half of the places at most, and gives them back", async () => {
  let end: (() => void) | undefined;
  const slow = new Promise<string>((resolve) => {
    end = () => resolve("done");
  });
  const mine = [withPreviewParser(() => slow, "a"), withPreviewParser(() => slow, "a")];
  expect(await withPreviewParser(async () => "third", "a")).toBeNull();
  expect(await withPreviewParser(async () => "another", "b")).toBe("another");
  end?.();
  expect(await Promise.all(mine)).toEqual(["done", "done"]);
  expect(await withPreviewParser(async () => "again", "a")).toBe("again");
});
