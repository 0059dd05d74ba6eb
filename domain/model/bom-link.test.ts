import { expect, it } from "vitest";
import { parseBomLink } from "./bom-link";

const UUID = "3e671687-395b-41f5-a30f-a58921a69b79";

it("parts serial number, version and the thing meant", () => {
  expect(parseBomLink(`urn:cdx:${UUID}/2#pkg%3Anpm%2Fa%401`)).toEqual({ serialNumber: `urn:uuid:${UUID}`, version: 2, ref: "pkg:npm/a@1" });
  expect(parseBomLink(`URN:CDX:${UUID.toUpperCase()}/1`)).toEqual({ serialNumber: `urn:uuid:${UUID}`, version: 1, ref: null });
  expect(parseBomLink(`urn:cdx:${UUID}/1#100%`)?.ref).toBe("100%");
});

it("takes nothing else for one", () => {
  expect(["", "urn:cdx:x/1", `urn:cdx:${UUID}`, `urn:cdx:${UUID}/0`, `urn:cdx:${UUID}/1#`, `urn:uuid:${UUID}/1`, `urn:cdx:${UUID}/1.5`, ` urn:cdx:${UUID}/1`].map(parseBomLink)).toEqual(Array(8).fill(null));
});
