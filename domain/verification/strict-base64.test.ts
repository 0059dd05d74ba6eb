import { expect, it } from "vitest";
import { decodeBase64 } from "./strict-base64";

it.each([
  ["", ""],
  ["YQ==", "a"],
  ["YQ", "a"],
  ["YWI=", "ab"],
  ["YWJj", "abc"],
  ["-_-_", "\xfb\xff\xbf"],
  ["+/+/", "\xfb\xff\xbf"],
])("reads %j", (text, bytes) => {
  expect(decodeBase64(text)?.toString("latin1")).toBe(bytes);
});

it.each(["YQ=", "Y", "YQ===", "Y Q=", "YQ==\n", "YQ==YQ==", "+_+_", "!YQ=", 7, null, undefined])(
  "refuses %j",
  (text) => {
    expect(decodeBase64(text)).toBeNull();
  },
);
