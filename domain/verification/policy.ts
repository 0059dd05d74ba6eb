import type { Problem } from "../model/problem";
import { decided, undecided } from "./check-list";
import { matchesImageGlob } from "./image-glob";
import type { Check } from "./model";
import type { TrustedIdentity, TrustPolicy, TrustRule } from "./policy-model";
import { readPublicKey } from "./public-key";
import { samePredicateType } from "./statement";
import { compileSubjectPattern } from "./subject-pattern";

/** Who a document shows as its signer, after its signature was looked at. */
export type SignerClaim =
  { type: "key"; fingerprint: string } | { type: "identity"; issuer: string | null; subject: string | null };

export interface TrustQuestion {
  signer: SignerClaim;
  predicateType: string | null;
  /** Image line name, null when the document is shown without one. */
  image: string | null;
  /** Trusted times of signing; empty for keys without a signed time, which are then held against `now`. */
  signedAt: readonly Date[];
  now: string;
}

export interface TrustAnswer {
  trusted: boolean;
  /** The rule that holds, else the one that came nearest; null when no rule is about signers of this type. */
  ruleId: string | null;
  checks: Check[];
  /** Every rule about this type of signer with its own checks, in the policy's order: the test box shows them all. */
  considered: { ruleId: string; checks: Check[] }[];
}

/** Whether the policy trusts this signer for this statement, image and time, and why not. The signature is judged elsewhere. */
export function evaluateTrust(policy: TrustPolicy, question: TrustQuestion): TrustAnswer {
  const considered = policy.rules
    .filter((rule) => rule.signer.type === question.signer.type)
    .map((rule) => ({ ruleId: rule.id, checks: checkRule(rule, question) }));
  const best = considered.toSorted((a, b) => score(b.checks) - score(a.checks))[0];
  if (!best) return { trusted: false, ruleId: null, checks: [noRule(question.signer)], considered };
  return {
    trusted: best.checks.every((check) => check.ok === true),
    ruleId: best.ruleId,
    checks: best.checks,
    considered,
  };
}

/** Everything wrong with a policy as it is written, with a pointer to each place. Rules with a problem never hold. */
export function policyProblems(policy: TrustPolicy): Problem[] {
  return policy.rules.flatMap((rule, index) =>
    ruleProblems(rule).map((problem) => ({ ...problem, at: `/rules/${index}${problem.at ?? ""}` })),
  );
}

function ruleProblems(rule: TrustRule): Problem[] {
  const problems: Problem[] = [];
  if (rule.signer.type === "key") {
    const key = readPublicKey(rule.signer.pem);
    if (!key.ok) problems.push({ ...key.problem, at: "/signer/pem" });
  } else {
    if (!/^https?:\/\/[^\s*]+$/.test(rule.signer.issuer))
      problems.push({ code: "verification/issuer", detail: "the issuer is one exact URL", at: "/signer/issuer" });
    const compiled = subjectMatcher(rule.signer);
    if (!compiled.ok) problems.push({ ...compiled.problem, at: "/signer/subject" });
  }
  for (const end of ["validFrom", "validTo"] as const) {
    const text = rule[end];
    if (text !== null && Number.isNaN(Date.parse(text)))
      problems.push({ code: "verification/period", detail: "not an ISO 8601 time", at: `/${end}` });
  }
  return problems;
}

function subjectMatcher({ subject }: TrustedIdentity): ReturnType<typeof compileSubjectPattern> {
  if (subject.type === "pattern") return compileSubjectPattern(subject.value);
  if (subject.value === "")
    return {
      ok: false,
      problem: { code: "verification/subject-empty", detail: "an empty subject would trust nobody in particular" },
    };
  return { ok: true, value: (text) => text === subject.value };
}

function checkRule(rule: TrustRule, question: TrustQuestion): Check[] {
  return [
    ...signerChecks(rule, question.signer),
    predicateCheck(rule, question),
    imageCheck(rule, question),
    periodCheck(rule, question),
  ];
}

function signerChecks(rule: TrustRule, signer: SignerClaim): Check[] {
  if (rule.signer.type === "key") return signer.type === "key" ? [keyCheck(rule.signer.pem, signer.fingerprint)] : [];
  if (signer.type === "key") return [];
  const { issuer, subject } = rule.signer;
  return [
    decided("issuer", issuer !== "" && signer.issuer === issuer, issuer, signer.issuer ?? "none in the certificate"),
    identityCheck(rule.signer, subject.value, signer.subject),
  ];
}

function keyCheck(pem: string, fingerprint: string): Check {
  const key = readPublicKey(pem);
  if (!key.ok)
    return decided("signing-key", false, "a usable key in the rule", `${key.problem.code}: ${key.problem.detail}`);
  return decided(
    "signing-key",
    key.value.fingerprint === fingerprint,
    `sha256:${key.value.fingerprint}`,
    `sha256:${fingerprint}`,
  );
}

function identityCheck(trusted: TrustedIdentity, expected: string, subject: string | null): Check {
  const matcher = subjectMatcher(trusted);
  if (!matcher.ok)
    return decided("identity", false, expected, `the rule's pattern is refused: ${matcher.problem.detail}`);
  return decided(
    "identity",
    subject !== null && matcher.value(subject),
    expected,
    subject ?? "none in the certificate",
  );
}

function predicateCheck(rule: TrustRule, { predicateType }: TrustQuestion): Check {
  const covered = rule.predicateTypes;
  if (covered === null) return decided("rule-predicate", true, "any type", predicateType ?? "an image signature");
  const ok = predicateType !== null && covered.some((type) => samePredicateType(type, predicateType));
  return decided("rule-predicate", ok, covered.join(" or "), predicateType ?? "an image signature");
}

function imageCheck(rule: TrustRule, { image }: TrustQuestion): Check {
  const covered = rule.images;
  if (covered === null) return decided("rule-image", true, "any image", image ?? "no image named");
  return decided(
    "rule-image",
    image !== null && covered.some((glob) => matchesImageGlob(glob, image)),
    covered.join(" or "),
    image ?? "no image named",
  );
}

function periodCheck(rule: TrustRule, { signedAt, now }: TrustQuestion): Check {
  const from = rule.validFrom === null ? -Infinity : Date.parse(rule.validFrom);
  const to = rule.validTo === null ? Infinity : Date.parse(rule.validTo);
  const times = signedAt.length > 0 ? signedAt.map((time) => time.getTime()) : [Date.parse(now)];
  const expected =
    from === -Infinity && to === Infinity ? "any time" : `${rule.validFrom ?? "…"} to ${rule.validTo ?? "…"}`;
  const got =
    signedAt.length > 0
      ? signedAt.map((time) => time.toISOString()).join(", ")
      : `${now} (time of checking: nobody signed a time)`;
  return decided(
    "rule-period",
    times.every((time) => time >= from && time <= to),
    expected,
    got,
  );
}

function score(checks: readonly Check[]): number {
  return checks.filter((check) => check.ok === true).length;
}

function noRule(signer: SignerClaim): Check {
  return signer.type === "key"
    ? undecided("signing-key", "a key the policy trusts", "the policy trusts no key")
    : undecided(
        "identity",
        "an identity the policy trusts",
        `the policy trusts no identity; the certificate names ${signer.subject ?? "nobody"} from ${signer.issuer ?? "no issuer"}`,
      );
}
