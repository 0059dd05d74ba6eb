import { textAt } from "../formats/shared/values";
import type { Carrier, ReadCarrier } from "./carrier";
import { decided, informative, stateOf } from "./check-list";
import { readEnvelopeCarrier } from "./dsse-envelope";
import type { CarrierKind, Check, CheckId, Verdict, VerdictState, VerifyRequest } from "./model";
import { readSignedJson } from "./read-json";
import { readBundleCarrier } from "./sigstore-bundle";
import { readSimpleSigningCarrier } from "./simple-signing";
import { signedByTrustedKey, verifyKeyed, type Attempt } from "./verify-keyed";
import { verifyKeyless } from "./verify-keyless";

const CARRIERS: Record<Exclude<CarrierKind, "in-toto-statement">, ReadCarrier> = {
  dsse: readEnvelopeCarrier,
  "sigstore-bundle": readBundleCarrier,
  "cosign-simple-signing": readSimpleSigningCarrier,
};

/**
 * Verifies one document as evidence about one digest, under one policy and trust root, at one time: the only door
 * through which anything becomes "verified". Pure; never throws for what the bytes hold. Every check is reported.
 * Shapes: DSSE v1, in-toto Statement v0.1 and v1, Sigstore bundle 0.1 to 0.3, cosign simple signing.
 */
export function verifyDocument(request: VerifyRequest): Verdict {
  if (!/^[0-9a-f]{64}$/.test(request.digest)) {
    return verdictOf(
      request,
      [decided("subject", false, "64 lower-case hexadecimal digits to be shown under", request.digest)],
      null,
      null,
    );
  }
  if (request.kind === "in-toto-statement") return bareStatement(request);
  const carrier = CARRIERS[request.kind](request);
  const attempt = carrier.signatures.length === 0 ? null : attemptOf(carrier, request);
  return verdictOf(request, [...carrier.checks, ...(attempt?.checks ?? [])], attempt, carrier.predicateType);
}

function attemptOf(carrier: Carrier, request: VerifyRequest): Attempt {
  if (carrier.certificate === null) return verifyKeyed(carrier, request);
  const byKey =
    request.kind !== "sigstore-bundle" && signedByTrustedKey(carrier.signatures, request.trust.policy.rules);
  return byKey ? verifyKeyed(carrier, request) : verifyKeyless(carrier, request);
}

/** A statement without an envelope, as BuildKit leaves it: there is no signature that could hold or fail. */
function bareStatement(request: VerifyRequest): Verdict {
  const read = readSignedJson(request.bytes);
  const type = read.ok ? textAt(read.value.value, "predicateType") : null;
  return verdictOf(
    request,
    [informative("signature", null, "a signature", "the statement carries none")],
    null,
    type,
    "unsigned",
  );
}

function verdictOf(
  request: VerifyRequest,
  checks: Check[],
  attempt: Attempt | null,
  predicateType: string | null,
  forced?: VerdictState,
): Verdict {
  const state = forced ?? atMost(stateOf(checks), checks);
  const proven = state === "verified" ? attempt : null;
  const { policy, root, now } = request.trust;
  return {
    state,
    checks,
    policyId: policy.id,
    ruleId: attempt?.ruleId ?? null,
    trustRootVersion: root?.version ?? null,
    at: now,
    signer: proven?.signer ?? null,
    issuer: proven?.issuer ?? null,
    signedAt: proven?.signedAt.map((time) => time.toISOString()) ?? [],
    log: proven?.log ?? [],
    predicateType,
  };
}

/** Whatever else was checked, nothing is verified without a subject that fits and a signature that holds. */
const ESSENTIAL: readonly CheckId[] = ["subject", "signature"];

function atMost(state: VerdictState, checks: readonly Check[]): VerdictState {
  const complete = ESSENTIAL.every((id) =>
    checks.some((check) => check.id === id && check.required && check.ok === true),
  );
  return state === "verified" && !complete ? "unknown" : state;
}
