import type { Bundle } from "@sigstore/bundle";
import { toSignedEntity, type SignedEntity } from "@sigstore/verify";
import type { JsonObject } from "../formats/shared/values";
import { readBundle } from "./bundle-read";
import { unreadable, type Carrier } from "./carrier";
import { decided, reasonOf } from "./check-list";
import { keepEncoding } from "./keep-encoding";
import type { Check, VerifyRequest } from "./model";
import { readSignedJson } from "./read-json";
import { librarySignature, signedArtifact, signedEnvelope, subjectDigests, type Signed } from "./signed-content";
import { checkStatement } from "./statement";

const SHAPE = "a Sigstore bundle 0.1, 0.2 or 0.3";

/** Reads a Sigstore bundle as it is handed in (sigstore bundle.proto). */
export function readBundleCarrier(request: VerifyRequest): Carrier {
  const read = readSignedJson(request.bytes);
  if (!read.ok) return unreadable([decided("structure", false, SHAPE, `${read.problem.code}: ${read.problem.detail}`)]);
  const { value, duplicateKeys } = read.value;
  if (duplicateKeys.length > 0) return unreadable([decided("duplicate-keys", false, "none", duplicateKeys.join(", "))]);
  return carrierOfBundle(value, request, null);
}

/** The same for a bundle put together from parts that lie elsewhere, such as a registry's annotations. */
export function carrierOfBundle(value: JsonObject, request: VerifyRequest, entryElsewhere: string | null): Carrier {
  const bundle = readBundle(value, request.digest);
  if (!bundle.ok)
    return unreadable([decided("structure", false, SHAPE, `${bundle.problem.code}: ${bundle.problem.detail}`)]);
  try {
    return carrierOf(bundle.value, request, entryElsewhere);
  } catch (thrown) {
    return unreadable([decided("structure", false, SHAPE, `certificate or timestamp unreadable: ${reasonOf(thrown)}`)]);
  }
}

function carrierOf(bundle: Bundle, request: VerifyRequest, entryElsewhere: string | null): Carrier {
  const content = contentOf(bundle, request);
  const entity: SignedEntity = { ...toSignedEntity(bundle), signature: librarySignature(content.signed) };
  if (entity.key.$case === "certificate") keepEncoding(entity.key.certificate);
  return {
    checks: [decided("structure", true, SHAPE, bundle.mediaType), ...content.checks],
    predicateType: content.predicateType,
    signatures: [content.signed],
    entity,
    certificate: certificateOf(bundle),
    entryElsewhere,
  };
}

interface Content {
  checks: Check[];
  predicateType: string | null;
  signed: Signed;
}

function contentOf({ content }: Bundle, request: VerifyRequest): Content {
  if (content.$case === "messageSignature") return messageContent(content.messageSignature, request);
  const { payload, payloadType, signatures } = content.dsseEnvelope;
  const reading = checkStatement(
    payloadType,
    payload,
    subjectDigests(request.digest, request.artifact),
    request.predicateType,
  );
  return {
    ...reading,
    signed: signedEnvelope(
      payloadType,
      payload,
      signatures[0]?.sig ?? Buffer.alloc(0),
      request.kind === "dsse" ? request.bytes : null,
    ),
  };
}

type Message = Extract<Bundle["content"], { $case: "messageSignature" }>["messageSignature"];

function messageContent({ messageDigest, signature }: Message, request: VerifyRequest): Content {
  const stated = messageDigest.digest.toString("hex");
  const known = Object.values(subjectDigests(request.digest, request.artifact));
  const checks = [decided("subject", known.includes(stated), `sha256:${request.digest}`, `digest ${stated}`)];
  if (request.predicateType !== undefined)
    checks.push(decided("predicate-type", false, request.predicateType, "an artifact signature without a statement"));
  return {
    checks,
    predicateType: null,
    signed: signedArtifact(Buffer.from(request.digest, "hex"), request.artifact ?? null, signature),
  };
}

function certificateOf({ verificationMaterial: { content } }: Bundle): Buffer | null {
  if (content.$case === "publicKey") return null;
  const first = content.$case === "certificate" ? content.certificate : content.x509CertificateChain.certificates[0];
  return first === undefined ? null : Buffer.from(first.rawBytes);
}
