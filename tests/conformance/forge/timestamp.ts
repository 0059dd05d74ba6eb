import { sign } from "node:crypto";
import { distinguished, sha256, type Authority, type KeyPair } from "./certificates";
import {
  ECDSA_SHA256,
  explicit,
  generalizedTime,
  integer,
  octets,
  oid,
  sequence,
  setOf,
  SHA256_ALGORITHM,
  tlv,
} from "./der";

/** An RFC 3161 response over `data`, signed by the timestamper that `authority` issued. */
export function forgeTimestamp(data: Uint8Array, at: Date, authority: Authority, key: KeyPair): Buffer {
  const info = sequence(
    integer(1),
    oid("1.2.3.4"),
    sequence(SHA256_ALGORITHM, octets(sha256(data))),
    integer(11),
    generalizedTime(at),
  );
  const contentType = sequence(oid("1.2.840.113549.1.9.3"), setOf(oid("1.2.840.113549.1.9.16.1.4")));
  const digest = sequence(oid("1.2.840.113549.1.9.4"), setOf(octets(sha256(info))));
  const signature = sign("sha256", setOf(contentType, digest), key.privateKey);
  const signer = sequence(
    integer(1),
    sequence(distinguished(authority.name), integer(9)),
    SHA256_ALGORITHM,
    tlv(0xa0, contentType, digest),
    ECDSA_SHA256,
    octets(signature),
  );
  const signedData = sequence(
    integer(3),
    setOf(SHA256_ALGORITHM),
    sequence(oid("1.2.840.113549.1.9.16.1.4"), explicit(0, octets(info))),
    setOf(signer),
  );
  return sequence(sequence(integer(0)), sequence(oid("1.2.840.113549.1.7.2"), explicit(0, signedData)));
}
