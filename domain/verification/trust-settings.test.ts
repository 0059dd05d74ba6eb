import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readTrustSettings } from "./trust-settings";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

test("every example of docs/trust.md is accepted as it stands", () => {
  const examples = [...read("docs/trust.md").matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text ?? "") as Record<string, unknown>);
  const whole = examples.filter((one) => "rules" in one).map((one) => JSON.parse(JSON.stringify(one).replace(/-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----\\n/, JSON.stringify(read("demo/cosign.pub")).slice(1, -1))) as unknown);
  const signers = examples.filter(({ type }) => type === "identity");
  const subjects = examples.filter(({ type }) => type === "pattern").map((subject) => ({ ...signers[0], subject }));
  const alone = [...signers, ...subjects].map((signer) => ({ rules: [{ id: "one", name: "One", signer }], acceptUnsignedFrom: [] }));
  expect([whole.length, signers.length, subjects.length]).toEqual([1, 2, 1]);
  for (const settings of [...whole, ...alone]) expect(readTrustSettings(settings)).toMatchObject({ ok: true });
});

test("all problems come at once, each with its place", () => {
  const rule = (id: string, value: string, root?: string) => ({ id, name: id, signer: { type: "identity", issuer: "https://gitlab.com", subject: { type: "pattern", value }, ...(root === undefined ? {} : { root }) } });
  const settings = { rules: [rule("a", "https://gitlab.com/a"), rule("a", "^https://.*/a$"), rule("b", "^https://gitlab\\.com/a$", "own")], acceptUnsignedFrom: [] };
  const answer = readTrustSettings(settings);
  expect(answer.ok ? [] : answer.problem.map(({ code, at }) => `${code} ${at}`)).toEqual([
    "verification/pattern-unanchored /rules/0/signer/subject", "verification/pattern-host /rules/1/signer/subject", "trust/twice /rules/1", "trust/root /rules/2/signer/root",
  ]);
});
