import { createHash } from "node:crypto";
import { objectAt, textAt, type JsonObject } from "../formats/shared/values";
import { unreadable, type Carrier } from "./carrier";
import { decided, undecided } from "./check-list";
import { bundleOfAnnotations } from "./cosign-annotations";
import type { Check, VerifyRequest } from "./model";
import { readSignedJson } from "./read-json";
import { signedArtifact } from "./signed-content";
import { carrierOfBundle } from "./sigstore-bundle";
import { decodeBase64 } from "./strict-base64";

const SHAPE = "a cosign image signature with its payload";
const SIGNED_TYPES = ["cosign container image signature", "atomic container signature"];
const ELSEWHERE = "no log entry is carried with the signature";

/**
 * Reads a cosign image signature: `bytes` is the payload (simple signing), the signature lies beside it. The name in
 * `docker-reference` is a claim of the signer's tool and is not looked at; the manifest digest is what is signed.
 */
export function readSimpleSigningCarrier(request: VerifyRequest): Carrier {
  const read = readSignedJson(request.bytes);
  if (!read.ok) return unreadable([decided("structure", false, SHAPE, `${read.problem.code}: ${read.problem.detail}`)]);
  if (request.detached === undefined) return withoutSignature(read.value, request);
  const signature = decodeBase64(request.detached.signature);
  if (signature === null || signature.length === 0) {
    return unreadable([decided("structure", false, SHAPE, "the signature is missing, empty or not clean base64")]);
  }
  const { value, duplicateKeys } = read.value;
  const own = [
    decided("duplicate-keys", duplicateKeys.length === 0, "none", duplicateKeys.join(", ") || "none"),
    ...payloadChecks(value, request),
  ];
  const sha256 = createHash("sha256").update(request.bytes).digest();
  const bundle = bundleOfAnnotations(request.detached, {
    messageSignature: {
      messageDigest: { algorithm: "SHA2_256", digest: sha256.toString("base64") },
      signature: signature.toString("base64"),
    },
  });
  if (!bundle.ok)
    return unreadable([decided("structure", false, SHAPE, `${bundle.problem.code}: ${bundle.problem.detail}`)]);
  const plain: Carrier = {
    checks: [decided("structure", true, SHAPE, SHAPE), ...own],
    predicateType: null,
    signatures: [signedArtifact(sha256, request.bytes, signature)],
    entity: null,
    certificate: null,
    entryElsewhere: ELSEWHERE,
  };
  if (bundle.value === null) return plain;
  const bundled = carrierOfBundle(
    bundle.value,
    { ...request, digest: sha256.toString("hex"), artifact: request.bytes },
    ELSEWHERE,
  );
  const shape = bundled.checks.filter((check) => check.id === "structure");
  return { ...bundled, checks: [...shape, ...own] };
}

/** Nothing lies beside the payload: its signature stands in the manifest that lists it, and that is not here (yet). */
function withoutSignature({ value, duplicateKeys }: { value: JsonObject; duplicateKeys: string[] }, request: VerifyRequest): Carrier {
  return unreadable([
    decided("duplicate-keys", duplicateKeys.length === 0, "none", duplicateKeys.join(", ") || "none"),
    ...payloadChecks(value, request),
    undecided("signature", "a signature beside the payload", "no manifest that lists this payload is held: the signature stands there"),
  ]);
}

function payloadChecks(value: JsonObject, request: VerifyRequest): Check[] {
  const critical = objectAt(value, "critical");
  const type = textAt(critical, "type");
  const signed = textAt(objectAt(critical, "image"), "docker-manifest-digest");
  const checks = [
    decided(
      "signed-type",
      type !== null && SIGNED_TYPES.includes(type),
      SIGNED_TYPES.join(" or "),
      type ?? "none stated",
    ),
    decided("subject", signed === `sha256:${request.digest}`, `sha256:${request.digest}`, signed ?? "no digest"),
  ];
  if (request.predicateType !== undefined)
    checks.push(decided("predicate-type", false, request.predicateType, "an image signature without a statement"));
  return checks;
}
