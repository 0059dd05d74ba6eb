import { X509Certificate } from "node:crypto";
import { isObject, objectAt, textAt, type JsonObject } from "../formats/shared/values";
import { fail, ok, type Result } from "../model/problem";
import type { DetachedSignature } from "./model";
import { readSignedJson } from "./read-json";

/**
 * Puts what cosign leaves in layer annotations (certificate, Rekor bundle, RFC 3161 timestamp) and the signed content
 * together as a 0.1 bundle, so that one verification serves both. Null in `value` when nothing lies beside the
 * content. Codes: verification/annotation-certificate, verification/annotation-log, verification/annotation-time.
 */
export function bundleOfAnnotations(
  beside: DetachedSignature | undefined,
  content: JsonObject,
): Result<JsonObject | null> {
  if (!beside || (beside.certificate === null && beside.rekorBundle === null && beside.rfc3161 === null))
    return ok(null);
  const key = keyMaterial(beside.certificate);
  if (!key.ok) return key;
  const entries = logEntries(beside.rekorBundle);
  if (!entries.ok) return entries;
  const times = timestamps(beside.rfc3161);
  if (!times.ok) return times;
  const verificationMaterial = {
    ...key.value,
    tlogEntries: entries.value,
    timestampVerificationData: { rfc3161Timestamps: times.value },
  };
  return ok({ mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1", verificationMaterial, ...content });
}

function keyMaterial(pem: string | null): Result<JsonObject> {
  if (pem === null || pem === "") return ok({ publicKey: { hint: "" } });
  try {
    return ok({
      x509CertificateChain: { certificates: [{ rawBytes: new X509Certificate(pem).raw.toString("base64") }] },
    });
  } catch {
    return fail({
      code: "verification/annotation-certificate",
      detail: "the annotated certificate is no PEM certificate",
    });
  }
}

function logEntries(text: string | null): Result<JsonObject[]> {
  if (text === null || text === "") return ok([]);
  const problem = fail({
    code: "verification/annotation-log",
    detail: "the annotated log bundle is not of cosign's shape",
  });
  const read = readSignedJson(Buffer.from(text));
  if (!read.ok || read.value.duplicateKeys.length > 0) return problem;
  const payload = objectAt(read.value.value, "Payload");
  const promise = textAt(read.value.value, "SignedEntryTimestamp");
  const body = textAt(payload, "body");
  const logId = textAt(payload, "logID");
  if (promise === null || body === null || logId === null || !/^[0-9a-f]{64}$/i.test(logId)) return problem;
  const { integratedTime, logIndex } = payload;
  if (!Number.isSafeInteger(integratedTime) || !Number.isSafeInteger(logIndex)) return problem;
  const entry = readSignedJson(Buffer.from(body, "base64"));
  if (!entry.ok) return problem;
  return ok([
    {
      logIndex: String(logIndex),
      logId: { keyId: Buffer.from(logId, "hex").toString("base64") },
      kindVersion: {
        kind: textAt(entry.value.value, "kind") ?? "",
        version: textAt(entry.value.value, "apiVersion") ?? "",
      },
      integratedTime: String(integratedTime),
      inclusionPromise: { signedEntryTimestamp: promise },
      canonicalizedBody: body,
    },
  ]);
}

function timestamps(text: string | null): Result<JsonObject[]> {
  if (text === null || text === "") return ok([]);
  const read = readSignedJson(Buffer.from(text));
  const signed = read.ok && isObject(read.value.value) ? textAt(read.value.value, "SignedRFC3161Timestamp") : null;
  if (signed === null)
    return fail({ code: "verification/annotation-time", detail: "the annotated timestamp is not of cosign's shape" });
  return ok([{ signedTimestamp: signed }]);
}
