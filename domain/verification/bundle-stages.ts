import type { KeyObject } from "node:crypto";
import { VerificationError, Verifier, type SignedEntity, type TrustMaterial } from "@sigstore/verify";
import { reasonOf } from "./check-list";
import { isOlderEntry } from "./older-entry";

/**
 * The library stops at the first failure. The whole is asked for first and decides; where it is refused, each of the
 * other functions asks about one stage alone, with the others made trivially true, so that a verdict can name every step.
 */
export interface Outcome {
  ok: boolean;
  reason: string;
  /** The library's error code, null where it held or failed outside its own errors. */
  code: string | null;
}

/** What a stage answers where the whole was accepted: the whole asks the same of every entry, time and certificate. */
export const HOLDS: Outcome = { ok: true, reason: "holds", code: null };

type Timestamp = SignedEntity["timestamps"][number];
type LogEntry = SignedEntity["tlogEntries"][number];

const NOTHING_REQUIRED = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };

/** Inclusion of one entry and its agreement with the signature. Codes starting with TLOG_BODY are about the agreement. */
export function askLogEntry(
  material: TrustMaterial,
  entity: SignedEntity,
  entry: LogEntry,
  anyKey: KeyObject,
): Outcome {
  return ask(() => verifier(material, anyKey).verify({ ...stub(entity), tlogEntries: [entry], timestamps: [] }));
}

/** One RFC 3161 timestamp over the signature. */
export function askTimestamp(
  material: TrustMaterial,
  entity: SignedEntity,
  timestamp: Timestamp,
  anyKey: KeyObject,
): Outcome {
  return ask(() => verifier(material, anyKey).verify({ ...stub(entity), tlogEntries: [], timestamps: [timestamp] }));
}

/** Certificate chain at the given proven times, then the certificate log's promises inside the certificate. */
export function askCertificate(
  material: TrustMaterial,
  entity: SignedEntity,
  proven: Timestamp[],
  requireLog: boolean,
): Outcome {
  const thresholds = { ...NOTHING_REQUIRED, ctlogThreshold: requireLog ? 1 : 0, timestampThreshold: 1 };
  return ask(() =>
    new Verifier(material, thresholds).verify({
      ...stub(entity),
      key: entity.key,
      tlogEntries: [],
      timestamps: proven,
    }),
  );
}

export interface Thresholds {
  certificateLog: boolean;
  log: boolean;
  time: boolean;
}

/** All stages at once, as the library means them; entries of the kind it does not know are left to their own checks. */
export function askWhole(
  material: TrustMaterial,
  entity: SignedEntity,
  thresholds: Thresholds,
  key: KeyObject | null,
): Outcome {
  const known = entity.tlogEntries.filter((entry) => !isOlderEntry(entry));
  const log = thresholds.log && known.length === entity.tlogEntries.length;
  const trusted =
    key === null ? material : { ...material, publicKey: () => ({ publicKey: key, validFor: () => true }) };
  const numbers = {
    ctlogThreshold: Number(thresholds.certificateLog),
    tlogThreshold: Number(log),
    timestampThreshold: Number(thresholds.time),
  };
  return ask(() => new Verifier(trusted, numbers).verify({ ...entity, tlogEntries: known }));
}

/** When the signature was made, according to a timestamp that was proven elsewhere. */
export function timeOf(timestamp: Timestamp): Date {
  return timestamp.$case === "timestamp-authority"
    ? timestamp.timestamp.signingTime
    : new Date(Number(timestamp.tlogEntry.integratedTime) * 1000);
}

function verifier(material: TrustMaterial, anyKey: KeyObject): Verifier {
  return new Verifier(
    { ...material, publicKey: () => ({ publicKey: anyKey, validFor: () => true }) },
    NOTHING_REQUIRED,
  );
}

function stub(entity: SignedEntity): SignedEntity {
  const { signature } = entity;
  return {
    ...entity,
    key: { $case: "public-key", hint: "" },
    signature: {
      signature: signature.signature,
      compareSignature: (other) => signature.compareSignature(other),
      compareDigest: (other) => signature.compareDigest(other),
      compareSignedDigest: (other) => signature.compareSignedDigest(other),
      verifySignature: () => true,
    },
  };
}

function ask(question: () => unknown): Outcome {
  try {
    question();
    return HOLDS;
  } catch (thrown) {
    return { ok: false, reason: reasonOf(thrown), code: thrown instanceof VerificationError ? thrown.code : null };
  }
}
