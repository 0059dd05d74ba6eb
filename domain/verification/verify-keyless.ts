import type { SignedEntity } from "@sigstore/verify";
import { askCertificate, askWhole, HOLDS, timeOf, type Outcome, type Thresholds } from "./bundle-stages";
import type { Carrier } from "./carrier";
import { readCertificate, type SigningCertificate } from "./certificate";
import { decided, informative, reasonOf, undecided } from "./check-list";
import { checkLogAndTime, type LogAndTime } from "./log-and-time";
import type { Check, VerifyRequest } from "./model";
import { evaluateTrust } from "./policy";
import type { TrustRoot } from "./trust-root";
import type { Attempt } from "./verify-keyed";
import { verifySignature } from "./verify-signature";

/**
 * Verifies a document signed under a short-lived certificate: log, signed time, certificate chain at that time,
 * certificate log, signature, and the identity against the policy. A trust root that lists no transparency log or no
 * certificate log asks for none; nothing in the document can lower what the root asks for.
 */
export function verifyKeyless(carrier: Carrier, request: VerifyRequest): Attempt {
  const { entity, certificate: der } = carrier;
  const none: Attempt = { ruleId: null, checks: [], signer: null, issuer: null, signedAt: [], log: [] };
  if (entity === null || der === null || entity.key.$case !== "certificate") {
    return {
      ...none,
      checks: [undecided("signature", "made with a certificate's key", "the document carries no certificate")],
    };
  }
  let certificate: SigningCertificate;
  try {
    certificate = readCertificate(der, entity.key.certificate);
  } catch (thrown) {
    return { ...none, checks: [decided("certificate-use", false, "a readable certificate", reasonOf(thrown))] };
  }
  const root = request.trust.root;
  const signature = signatureCheck(carrier, certificate);
  const parts =
    root === null
      ? { checks: [undecided("trust-root", "a trust root", "none is installed"), signature], signedAt: [], log: [] }
      : rootedChecks(root, carrier, entity, certificate, signature);
  const trust = evaluateTrust(request.trust.policy, {
    signer: { type: "identity", issuer: certificate.issuer, subject: certificate.subject },
    predicateType: carrier.predicateType,
    image: request.image ?? null,
    signedAt: parts.signedAt,
    now: request.trust.now,
  });
  return {
    ...parts,
    ruleId: trust.ruleId,
    checks: [...parts.checks, ...trust.checks],
    signer: certificate.subject,
    issuer: certificate.issuer,
  };
}

function rootedChecks(
  root: TrustRoot,
  carrier: Carrier,
  entity: SignedEntity,
  certificate: SigningCertificate,
  signature: Check,
): Pick<Attempt, "checks" | "signedAt" | "log"> {
  const { material } = root;
  const thresholds: Thresholds = {
    certificateLog: material.ctlogs.length > 0,
    log: material.tlogs.length > 0,
    time: true,
  };
  const whole = askWhole(material, entity, thresholds, null);
  const proof = checkLogAndTime({
    material,
    whole,
    entity,
    signed: carrier.signatures[0],
    signer: { key: certificate.key, certificate: certificate.der },
    requireLog: thresholds.log,
    requireTime: true,
    entryElsewhere: carrier.entryElsewhere,
  });
  const missing = entity.tlogEntries.length === 0 && carrier.entryElsewhere !== null;
  const wholeCheck =
    missing && !whole.ok
      ? undecided("whole-bundle", "accepted", `not reached: ${carrier.entryElsewhere}`)
      : decided("whole-bundle", whole.ok, "accepted", whole.ok ? "accepted" : whole.reason);
  const times = missing && proof.proven.length === 0 ? proof.checks.map(leaveOpen) : proof.checks;
  const checks = [
    ...times,
    ...certificateChecks(material, entity, proof, thresholds, whole),
    certificate.use,
    signature,
    wholeCheck,
  ];
  return { checks, signedAt: proof.proven.map(timeOf), log: proof.log };
}

/** Without any log entry at hand the signed time is missing too, not wrong. */
function leaveOpen(check: Check): Check {
  return check.id === "signed-time" && check.got === "none"
    ? undecided(check.id, check.expected, "no signed time is carried with the document")
    : check;
}

function certificateChecks(
  material: TrustRoot["material"],
  entity: SignedEntity,
  proof: LogAndTime,
  thresholds: Thresholds,
  whole: Outcome,
): Check[] {
  const chain = "issued by a trusted authority, valid at the signed time";
  const log = "a promise by a trusted certificate log";
  if (proof.proven.length === 0) {
    const why = "not reached: there is no signed time to check the certificate at";
    return [undecided("certificate-chain", chain, why), undecided("certificate-log", log, why)];
  }
  const outcome = whole.ok ? HOLDS : askCertificate(material, entity, proof.proven, thresholds.certificateLog);
  if (outcome.ok) {
    const logged = thresholds.certificateLog
      ? decided("certificate-log", true, log, "holds")
      : informative("certificate-log", null, "not asked for", "the trust root lists no certificate log");
    return [
      decided("certificate-chain", true, chain, proof.proven.map((time) => timeOf(time).toISOString()).join(", ")),
      logged,
    ];
  }
  if (/SCT/.test(outcome.reason))
    return [decided("certificate-chain", true, chain, "holds"), decided("certificate-log", false, log, outcome.reason)];
  return [
    decided("certificate-chain", false, chain, outcome.reason),
    undecided("certificate-log", log, "not reached: the chain does not hold"),
  ];
}

function signatureCheck({ signatures }: Carrier, certificate: SigningCertificate): Check {
  const expected = "made with the certificate's key";
  const [signed] = signatures;
  if (!signed || signatures.length !== 1)
    return decided("signature", false, expected, `${signatures.length} signatures`);
  const ok = verifySignature(certificate.key, signed.content, signed.signature);
  if (ok === null)
    return undecided("signature", expected, "this kind of signature needs the signed bytes, not their digest alone");
  return decided("signature", ok, expected, ok ? "holds" : "does not fit content and key");
}
