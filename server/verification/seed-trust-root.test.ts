import { expect, it } from "vitest";
import { unwrapOk } from "../../domain/model/problem";
import { readTrustRoot } from "../../domain/verification/trust-root";
import { newWorld, rootJson } from "../../tests/conformance/forge/world";
import { seedTrustRoot } from "./seed-trust-root";

it("the seeded root names authorities and logs of every kind, and its own version", () => {
  const { version, material } = unwrapOk(seedTrustRoot());
  expect(version).toMatch(/^public-good seed, TUF root \d+, sha256:[0-9a-f]{16}$/);
  for (const list of [
    material.certificateAuthorities,
    material.timestampAuthorities,
    material.tlogs,
    material.ctlogs,
  ]) {
    expect(list.length).toBeGreaterThan(0);
  }
});

it("no key ever comes from a trust root", () => {
  expect(() => unwrapOk(seedTrustRoot()).material.publicKey("any")).toThrow("trust policy");
});

const text = JSON.stringify(rootJson(newWorld("test")));
it.each([
  ["json/truncated", text.slice(0, -1)],
  ["verification/not-an-object", "[]"],
  ["verification/trust-root-type", text.replace("version=0.1", "version=7")],
  ["verification/trust-root-ambiguous", text.replace(/}$/, ',"tlogs":[]}')],
  ["verification/trust-root-unreadable", text.replace(/"rawBytes":"[^"]*"/, '"rawBytes":"AAAA"')],
  ["verification/trust-root-period", JSON.stringify({ ...rootJson(newWorld("test")), ctlogs: [] }).replace(/"start":"[^"]*"/, '"end":"2030-01-01T00:00:00Z"')],
  ["verification/trust-root-period", JSON.stringify({ ...rootJson(newWorld("test")), tlogs: [] }).replace(/,"validFor":\{[^}]*\}/, "")],
  ["verification/trust-root-empty", '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}'],
])("%s is refused", (code, broken) => {
  const read = readTrustRoot(Buffer.from(broken), "x");
  expect(read.ok ? "read" : read.problem.code).toBe(code);
});
