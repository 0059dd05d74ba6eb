import { describe, expect, it } from "vitest";
import { failingStep } from "../../domain/verification/check-list";
import type { CheckId, Verdict, VerifyRequest } from "../../domain/verification/model";
import { verifyDocument } from "../../domain/verification/verify-document";
import { CARRIED, type Carried } from "./forge/alteration";
import { untouched } from "./forge/alterations";
import { CONTENT } from "./forge/content-alterations";
import { newKey, pemOf } from "./forge/certificates";
import { DIGEST, type Handed, type Style } from "./forge/documents";
import { asKeyedBundle, asKeyedEnvelope, asKeyedSigning, forgeKeyed, keyedRecipe, type KeyedForged } from "./forge/keyed";
import { KEYED, keyPolicy, keyRule, type KeyedAlteration, type KeyedContext } from "./forge/keyed-alterations";
import { newWorld, rootOf } from "./forge/world";

const worlds = { ours: newWorld("test"), theirs: newWorld("test") };
const key = newKey();
const HAND: Record<Carried, (forged: KeyedForged) => Handed> = { bundle: asKeyedBundle, envelope: asKeyedEnvelope, signing: asKeyedSigning };
const styleOf = (carried: Carried): Style => (carried === "signing" ? "artifact" : "envelope");
const contextOf = (carried: Carried): KeyedContext => ({ recipe: keyedRecipe(worlds.ours, key), style: styleOf(carried), key, ...worlds });

function ask(handed: Handed, changes: (given: VerifyRequest) => Partial<VerifyRequest> = () => ({})): Verdict {
  const trust = { policy: keyPolicy(keyRule(key)), root: rootOf(worlds.ours), now: "2026-03-02T00:00:00Z" };
  const request: VerifyRequest = { ...handed, digest: DIGEST, image: "registry.test.example/org/app", trust };
  return verifyDocument({ ...request, ...changes(request) });
}

function alter(carried: Carried, alteration: KeyedAlteration): Verdict {
  const context = contextOf(carried);
  const recipe = { ...context.recipe, ...alteration.recipe?.(context) };
  const changed = { ...context, recipe };
  const forged = forgeKeyed(recipe, context.style);
  return ask(HAND[carried](alteration.forged?.(forged, changed) ?? forged), (given) => alteration.request?.(given, changed) ?? {});
}

function expectNamed(verdict: Verdict, step: CheckId | undefined): void {
  expect(verdict.state).not.toBe("verified");
  expect(verdict).toMatchObject({ signer: null, issuer: null, signedAt: [], log: [] });
  expect(failingStep(verdict.checks)).not.toBeNull();
  const named = verdict.checks.filter((check) => check.required && check.ok !== true).map((check) => check.id);
  expect(named).toContain(step);
}

const stepFor = (step: KeyedAlteration["step"], carried: Carried): CheckId | undefined => (typeof step === "string" ? step : step[carried]);

describe.each(CARRIED)("%s signed with a key", (carried) => {
  it.each(["none", "good"] as const)("is verified untouched, with a timestamp: %s", (timestamp) => {
    const verdict = ask(HAND[carried](forgeKeyed({ ...contextOf(carried).recipe, timestamp }, styleOf(carried))));
    expect(verdict.checks.filter((check) => check.required && check.ok !== true)).toEqual([]);
    expect(verdict).toMatchObject({ state: "verified", ruleId: "release", issuer: null });
    expect(verdict.log).toHaveLength(1);
  });

  it("is verified without an entry where the rule asks for none", () => {
    const bare = HAND[carried]({ ...forgeKeyed(contextOf(carried).recipe, styleOf(carried)), entry: null });
    const policy = keyPolicy(keyRule(key, { signer: { type: "key", pem: pemOf(key), requireLog: false } }));
    expect(ask(bare, ({ trust }) => ({ trust: { ...trust, policy } })).state).toBe("verified");
  });

  it("an entry that is carried must hold even where the rule asks for none", () => {
    const foreign = HAND[carried](forgeKeyed({ ...contextOf(carried).recipe, logged: worlds.theirs.log }, styleOf(carried)));
    const policy = keyPolicy(keyRule(key, { signer: { type: "key", pem: pemOf(key), requireLog: false } }));
    expectNamed(ask(foreign, ({ trust }) => ({ trust: { ...trust, policy } })), "log-inclusion");
  });

  it("is altered in at least 40 ways", () => {
    expect(KEYED.length + CONTENT.length).toBeGreaterThanOrEqual(40);
    expect(new Set([...KEYED, ...CONTENT].map(({ name }) => name)).size).toBe(KEYED.length + CONTENT.length);
  });

  it.each(KEYED)("$name is never verified and named", (alteration) => {
    expectNamed(alter(carried, alteration), stepFor(alteration.step, carried));
  });

  it.each(CONTENT)("$name is never verified and named", (alteration) => {
    const payload = alteration.text(untouched(worlds), styleOf(carried));
    expectNamed(ask(HAND[carried](forgeKeyed({ ...contextOf(carried).recipe, payload }, styleOf(carried)))), stepFor(alteration.step, carried));
  });
});
