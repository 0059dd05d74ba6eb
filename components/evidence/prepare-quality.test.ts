import { expect, it } from "vitest";
import type { SbomQualityShape } from "../../contracts/quality";
import { qualityRows, shareText } from "./prepare-quality";

const quality: SbomQualityShape = {
  components: 1000, withPurl: 999, badPurl: 0, withVersion: 1000, withSupplier: 1, withLicence: 0, withCpe: 0, withRef: 1000, withHash: null,
  duplicates: 0, duplicateIds: 0, graph: { relations: 12, covered: 500, dangling: 1, cyclic: 0 }, os: null, complete: null,
};

it("never rounds a gap away", () => {
  expect([shareText(999, 1000), shareText(1, 1000), shareText(1000, 1000), shareText(0, 1000), shareText(0, 0)]).toEqual(["above 99 %", "below 1 %", "100 %", "0 %", null]);
});

it("tells what was not looked for from what is not there", () => {
  const row = (fact: string) => qualityRows(quality).find((one) => one.fact === fact);
  expect(row("with a hash")).toEqual({ fact: "with a hash", value: "not looked for in this format", share: null });
  expect(row("with a licence")).toEqual({ fact: "with a licence", value: "0", share: "0 %" });
  expect(row("Dependency relations")?.value).toBe("12, 1 of them lead nowhere");
  expect(row("Operating system")?.value).toBe("not named");
});
