import { isObject, listAt, textAt, type JsonObject } from "../formats/shared/values";
import { unreadable, type Carrier } from "./carrier";
import { decided } from "./check-list";
import { bundleOfAnnotations } from "./cosign-annotations";
import type { DetachedSignature, VerifyRequest } from "./model";
import { readSignedJson } from "./read-json";
import { signedEnvelope, subjectDigests } from "./signed-content";
import { carrierOfBundle } from "./sigstore-bundle";
import { checkStatement } from "./statement";
import { decodeBase64 } from "./strict-base64";

const SHAPE = "a DSSE envelope with one payload and at least one signature";
const MAX_SIGNATURES = 64;
const ELSEWHERE = "no log entry is carried with the envelope";

/** Reads a DSSE envelope, alone or with what cosign annotates beside it. Every signature is looked at, not the first alone. */
export function readEnvelopeCarrier(request: VerifyRequest): Carrier {
  const read = readSignedJson(request.bytes);
  if (!read.ok) return unreadable([decided("structure", false, SHAPE, `${read.problem.code}: ${read.problem.detail}`)]);
  const { value, duplicateKeys } = read.value;
  if (duplicateKeys.length > 0) return unreadable([decided("duplicate-keys", false, "none", duplicateKeys.join(", "))]);
  const parts = partsOf(value);
  if (typeof parts === "string") return unreadable([decided("structure", false, SHAPE, parts)]);
  const bundled = keylessCarrier(value, parts, request);
  if (bundled !== null) return bundled;
  const statement = checkStatement(
    parts.payloadType,
    parts.payload,
    subjectDigests(request.digest, request.artifact),
    request.predicateType,
  );
  return {
    checks: [decided("structure", true, SHAPE, `${parts.signatures.length} signature(s)`), ...statement.checks],
    predicateType: statement.predicateType,
    signatures: parts.signatures.map((signature) =>
      signedEnvelope(parts.payloadType, parts.payload, signature, request.bytes),
    ),
    entity: null,
    certificate: null,
    entryElsewhere: ELSEWHERE,
  };
}

interface Parts {
  payloadType: string;
  payload: Buffer;
  signatures: Buffer[];
}

function partsOf(value: JsonObject): Parts | string {
  const payloadType = textAt(value, "payloadType");
  const payload = decodeBase64(value.payload);
  const listed = listAt(value, "signatures");
  if (payloadType === null) return "payloadType is missing";
  if (payload === null || payload.length === 0) return "payload is missing, empty or not clean base64";
  if (listed.length === 0 || listed.length > MAX_SIGNATURES) return `${listed.length} signatures`;
  const signatures = listed.map((entry) => (isObject(entry) ? decodeBase64(entry.sig) : null));
  const clean = signatures.filter((signature): signature is Buffer => signature !== null && signature.length > 0);
  return clean.length === signatures.length
    ? { payloadType, payload, signatures: clean }
    : "a signature is missing, empty or not clean base64";
}

/** With a single signature and a certificate or log entry for it, the envelope is verified as the bundle it amounts to. */
function keylessCarrier(value: JsonObject, parts: Parts, request: VerifyRequest): Carrier | null {
  if (parts.signatures.length !== 1) return null;
  const inline = textAt(listAt(value, "signatures")[0], "cert");
  const beside: DetachedSignature = {
    signature: null,
    certificate: inline,
    rekorBundle: null,
    rfc3161: null,
    ...request.detached,
  };
  const bundle = bundleOfAnnotations(
    { ...beside, certificate: beside.certificate ?? inline },
    {
      dsseEnvelope: {
        payloadType: parts.payloadType,
        payload: parts.payload.toString("base64"),
        signatures: parts.signatures.map((signature) => ({ sig: signature.toString("base64"), keyid: "" })),
      },
    },
  );
  if (!bundle.ok)
    return unreadable([decided("structure", false, SHAPE, `${bundle.problem.code}: ${bundle.problem.detail}`)]);
  return bundle.value === null ? null : carrierOfBundle(bundle.value, request, ELSEWHERE);
}
