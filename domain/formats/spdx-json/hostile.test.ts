import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { soundSpdx2, spdx2Cases } from "../shared/spdx2/hostile-for-test";

const text = JSON.stringify(soundSpdx2);
const cut = text.slice(0, -1);

const cases: readonly HostileCase[] = [
  ["broken off in a package", text.slice(0, 300), "json/truncated"],
  ["broken off before the last bracket", cut, "json/truncated"],
  ["text behind it", `${text}]`, "noted:ingest/text-around-documents"],
  ["a key twice", `${cut},"packages":[]}`, "noted:json/duplicate-keys"],
  ["a prototype key", `${cut},"__proto__":{"packages":[]}}`, "json/forbidden-key"],
  ["nested too deep", `${cut},"x":${"[".repeat(70)}${"]".repeat(70)}}`, "json/limit"],
  ["half a surrogate pair in a name", text.replace('"name":"a"', '"name":"\\ud800"'), "noted:json/unstorable-characters"],
  ["NUL in a name", text.replace('"name":"a"', '"name":"\\u0000"'), "noted:json/unstorable-characters"],
  ["a raw NUL", text.replace("app", "a\0p"), "opaque"],
  ["a number out of range where nothing is read", `${cut},"x":1e999}`, "read"],
  ["bytes that are no UTF-8", new Uint8Array([...new TextEncoder().encode(cut), 0xff, 0x7d]), "opaque"],
  ["UTF-16 with half a unit", new Uint8Array([0xff, 0xfe, 0x7b]), "opaque"],
  ["a comment as in JSON5", text.replace("{", "{/* x */"), "json/syntax"],
  ["single quotes", text.replaceAll('"', "'"), "json/syntax"],
  ["NaN", `${cut},"x":NaN}`, "json/syntax"],
  ["version a number", JSON.stringify({ ...soundSpdx2, spdxVersion: 2.3 }), "spdx/version"],
  ["version of a package a number", text.replace('"versionInfo":"1"', '"versionInfo":1'), "spdx/package"],
  ["another format too", JSON.stringify({ ...soundSpdx2, bomFormat: "CycloneDX", specVersion: "1.5" }), "opaque"],
  ["a graph beside it", JSON.stringify({ ...soundSpdx2, "@graph": [] }), "opaque"],
  ["in a list", `[${text}]`, "opaque"],
  ["only a version", '{"spdxVersion":"SPDX-2.3"}', "noted:spdx/empty"],
  ["more packages than accepted", `${cut.replace(/"packages":\[.*\],"rel/, '"x":[],"rel')},"packages":[${'{"name":"a"},'.repeat(200_000)}{"name":"a"}]}`, "spdx/too-many"],
];

describeHostile("spdx-json", [...spdx2Cases((json) => json), ...cases]);
