import type { SignedEntity } from "@sigstore/verify";
import type { Check, VerifyRequest } from "./model";
import type { Signed } from "./signed-content";

/** A document taken apart, whatever it travelled in, before anybody is trusted. */
export interface Carrier {
  /** Checks of shape and content: what must hold whoever signed. */
  checks: Check[];
  predicateType: string | null;
  /** Signatures in the document's order; a bundle has exactly one. */
  signatures: Signed[];
  /** Certificate, log entries and timestamps in the library's shape; null where the carrier has none of them. */
  entity: SignedEntity | null;
  /** DER of the signing certificate, null for keys. */
  certificate: Buffer | null;
  /** What is said where no log entry is carried: null makes its absence a failure of the document. */
  entryElsewhere: string | null;
}

export type ReadCarrier = (request: VerifyRequest) => Carrier;

/** A carrier of which nothing could be read: its checks say why. */
export function unreadable(checks: Check[]): Carrier {
  return { checks, predicateType: null, signatures: [], entity: null, certificate: null, entryElsewhere: null };
}
