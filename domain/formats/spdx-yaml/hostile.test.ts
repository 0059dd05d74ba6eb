import { stringify } from "yaml";
import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { soundSpdx2, spdx2Cases } from "../shared/spdx2/hostile-for-test";

const text = stringify(soundSpdx2, { aliasDuplicateObjects: false });
const head = "spdxVersion: SPDX-2.3\n";

const cases: readonly HostileCase[] = [
  ["broken off in a list", `${head}packages: [{name: a}, {na`, "yaml/syntax"],
  ["broken off in a quoted text", `${head}name: "app`, "yaml/syntax"],
  ["an alias", `${head}packages: &p []\nfiles: *p\n`, "yaml/alias"],
  ["aliases that multiply", `${head}a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n`, "yaml/alias"],
  ["a merge key with an alias", `${head}base: &b {name: a}\npackages:\n  - <<: *b\n`, "yaml/alias"],
  ["an alias to nothing", `${head}packages: *gone\n`, "yaml/alias"],
  ["a key twice", `${head}packages: []\npackages: []\n`, "yaml/duplicate-keys"],
  ["a key twice in a package", `${head}packages:\n  - name: a\n    name: b\n`, "yaml/duplicate-keys"],
  ["a prototype key", `${head}packages:\n  - __proto__: {name: a}\n`, "yaml/forbidden-key"],
  ["a list as a key", `${head}? [a, b]\n: c\n`, "yaml/key"],
  ["nested too deep in brackets", `${head}x: ${"[".repeat(5000)}\n`, "yaml/limit"],
  ["nested too deep in dashes", `${head}x:\n  ${"- ".repeat(200)}a\n`, "yaml/limit"],
  ["a tab for indent", `${head}packages:\n\t- name: a\n`, "yaml/syntax"],
  ["indent that does not fit", `${head}packages:\n  - name: a\n versionInfo: 1\n`, "yaml/syntax"],
  ["larger than accepted", `${head}name: ${"x".repeat(9 * 1024 * 1024)}\n`, "yaml/limit"],
  ["a tag for code", `${head}packages: !!python/object/apply:os.system ["id"]\n`, "spdx/package"],
  ["a tag for a set", `${head}packages: !!set {a, b}\n`, "spdx/packages"],
  ["two documents, the second broken", `${text}---\n${head}packages: 1\n`, "spdx/packages"],
  ["only a version", head, "noted:spdx/empty"],
  ["version a number", "spdxVersion: 2.3\npackages: []\n", "spdx/version"],
  ["version a date", "spdxVersion: 2026-01-01\npackages: []\n", "spdx/version"],
  ["version of a package infinite", text.replace('versionInfo: "1"', "versionInfo: .inf"), "read"],
  ["version of a package in hexadecimal", text.replace('versionInfo: "1"', "versionInfo: 0x1F"), "read"],
  ["version of a package a truth value", text.replace('versionInfo: "1"', "versionInfo: true"), "spdx/package"],
  ["NUL in a name", text.replace("name: a\n", 'name: "\\0"\n'), "noted:yaml/unstorable-characters"],
  ["half a surrogate pair in a name", text.replace("name: a\n", 'name: "\\ud800"\n'), "noted:yaml/unstorable-characters"],
  ["a raw NUL", `${text}\0`, "opaque"],
  ["bytes that are no UTF-8", new Uint8Array([...new TextEncoder().encode(text), 0xff]), "opaque"],
  ["JSON inside a text", `${head}comment: '{"bomFormat":"CycloneDX"}'\n`, "noted:spdx/empty"],
  ["a version deep inside other YAML", "kind: Pod\nmetadata:\n  spdxVersion: SPDX-2.3\n", "opaque"],
  ["an unknown directive", `%FOO bar\n---\n${text}`, "read"],
];

describeHostile("spdx-yaml", [...spdx2Cases((json) => stringify(json, { aliasDuplicateObjects: false })), ...cases]);
