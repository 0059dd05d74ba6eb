import { askWhole, timeOf } from "./bundle-stages";
import type { Carrier } from "./carrier";
import { decided, informative, stateOf, undecided } from "./check-list";
import { checkLogAndTime } from "./log-and-time";
import type { Check, LogReference, VerifyRequest } from "./model";
import { evaluateTrust } from "./policy";
import type { TrustedKey, TrustRule } from "./policy-model";
import { readPublicKey, type VerificationKey } from "./public-key";
import type { Signed } from "./signed-content";
import { verifySignature } from "./verify-signature";

/** What the checks under one rule amount to; the verdict takes the best of them. */
export interface Attempt {
  ruleId: string | null;
  checks: Check[];
  signer: string | null;
  issuer: string | null;
  signedAt: Date[];
  log: LogReference[];
}

const EXPECTED = "a signature by a key the policy trusts";

/** Tries every signature against every key of the policy. One that holds under one rule is enough; all are reported. */
export function verifyKeyed(carrier: Carrier, request: VerifyRequest): Attempt {
  const rules = request.trust.policy.rules.filter(
    (rule): rule is TrustRule & { signer: TrustedKey } => rule.signer.type === "key",
  );
  const attempts = rules.map((rule) => attemptRule(rule, carrier, request));
  const ranked = attempts.toSorted((a, b) => rank(b) - rank(a));
  return (
    ranked[0] ?? {
      ...NOBODY,
      checks: [
        undecided("signing-key", EXPECTED, "the policy trusts no key"),
        undecided("signature", EXPECTED, "not reached"),
      ],
    }
  );
}

const NOBODY: Attempt = { ruleId: null, checks: [], signer: null, issuer: null, signedAt: [], log: [] };

/** Verified first, then whoever made the signature, then whatever has fewer failures. */
export function rank({ checks }: Attempt): number {
  const signature = checks.some((check) => check.id === "signature" && check.required && check.ok === true);
  return (
    (stateOf(checks) === "verified" ? 10_000 : 0) +
    (signature ? 1_000 : 0) -
    checks.filter((check) => check.required && check.ok !== true).length
  );
}

function attemptRule(rule: TrustRule & { signer: TrustedKey }, carrier: Carrier, request: VerifyRequest): Attempt {
  const key = readPublicKey(rule.signer.pem);
  if (!key.ok) {
    return {
      ...NOBODY,
      ruleId: rule.id,
      checks: [decided("signing-key", false, "a usable key in the rule", `${key.problem.code}: ${key.problem.detail}`)],
    };
  }
  const results = carrier.signatures.map((signed) => verifySignature(key.value.key, signed.content, signed.signature));
  const checks = signatureChecks(results, key.value);
  const logged = logChecks(rule.signer, carrier, request, key.value, results.includes(true));
  const trust = evaluateTrust(
    { ...request.trust.policy, rules: [rule] },
    {
      signer: { type: "key", fingerprint: key.value.fingerprint },
      predicateType: carrier.predicateType,
      image: request.image ?? null,
      signedAt: logged.signedAt,
      now: request.trust.now,
    },
  );
  return {
    ruleId: rule.id,
    checks: [...checks, ...logged.checks, ...trust.checks],
    signer: `sha256:${key.value.fingerprint}`,
    issuer: null,
    signedAt: logged.signedAt,
    log: logged.log,
  };
}

function signatureChecks(results: (boolean | null)[], key: VerificationKey): Check[] {
  const each =
    results.length < 2
      ? []
      : results.map((ok, index) =>
          informative("signature", ok, key.description, `signature ${index + 1} of ${results.length}: ${wordOf(ok)}`),
        );
  const expected = `made by ${key.description} sha256:${key.fingerprint}`;
  const which = results.indexOf(true);
  if (which >= 0)
    return [
      ...each,
      decided(
        "signature",
        true,
        expected,
        results.length === 1 ? "holds" : `signature ${which + 1} of ${results.length} holds`,
      ),
    ];
  if (results.includes(null))
    return [
      ...each,
      undecided("signature", expected, "this kind of signature needs the signed bytes, not their digest alone"),
    ];
  return [...each, decided("signature", false, expected, "no signature of this key fits the content")];
}

function wordOf(ok: boolean | null): string {
  return ok === null ? "cannot be decided" : ok ? "holds" : "does not hold";
}

type Logged = Pick<Attempt, "checks" | "signedAt" | "log">;

function logChecks(
  signer: TrustedKey,
  carrier: Carrier,
  request: VerifyRequest,
  { key }: VerificationKey,
  signed: boolean,
): Logged {
  const { entity } = carrier;
  const root = request.trust.root;
  const carried = entity === null ? 0 : entity.tlogEntries.length + entity.timestamps.length;
  if (entity === null || carried === 0) {
    return { checks: signer.requireLog ? [missingEntry(carrier)] : [], signedAt: [], log: [] };
  }
  if (root === null)
    return {
      checks: [undecided("trust-root", "a trust root for the log entries", "none is installed")],
      signedAt: [],
      log: [],
    };
  const thresholds = { certificateLog: false, log: signer.requireLog, time: false };
  const whole = askWhole(root.material, keyEntity(entity), thresholds, key);
  const proof = checkLogAndTime({
    material: root.material,
    whole,
    entity,
    signed: carrier.signatures[0],
    signer: { key, certificate: null },
    requireLog: signer.requireLog,
    requireTime: false,
    entryElsewhere: carrier.entryElsewhere,
  });
  const agreed = signed ? [decided("whole-bundle", whole.ok, "accepted", whole.ok ? "accepted" : whole.reason)] : [];
  return { checks: [...proof.checks, ...agreed], signedAt: proof.proven.map(timeOf), log: proof.log };
}

function keyEntity<T extends NonNullable<Carrier["entity"]>>(entity: T): T {
  return { ...entity, key: { $case: "public-key", hint: "" } };
}

function missingEntry({ entryElsewhere }: Carrier): Check {
  const expected = "at least one entry";
  return entryElsewhere === null
    ? decided("log-presence", false, expected, "0 entries")
    : undecided("log-presence", expected, entryElsewhere);
}

/** Whether some key of the policy made one of the signatures: then the certificate beside it is of no interest. */
export function signedByTrustedKey(signatures: readonly Signed[], rules: readonly TrustRule[]): boolean {
  return rules.some((rule) => {
    if (rule.signer.type !== "key") return false;
    const key = readPublicKey(rule.signer.pem);
    return (
      key.ok && signatures.some((signed) => verifySignature(key.value.key, signed.content, signed.signature) === true)
    );
  });
}
