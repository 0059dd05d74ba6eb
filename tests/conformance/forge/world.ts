import { readTrustRoot, type TrustRoot } from "../../../domain/verification/trust-root";
import { unwrapOk } from "../../../domain/model/problem";
import { issueTimestamper, newAuthority, newKey, sha256, spki, type Authority, type KeyPair } from "./certificates";
import { LOG_HOST } from "./log";

export const SIGNED_AT = new Date("2026-03-01T12:00:00Z");
export const minutes = (count: number): Date => new Date(SIGNED_AT.getTime() + count * 60_000);
const LONG_AGO = new Date("2020-01-01T00:00:00Z");
const FAR_OFF = new Date("2040-01-01T00:00:00Z");

/** A small public infrastructure of our own: issuing authority, certificate log, transparency log, timestamp authority. */
export interface World {
  authority: Authority;
  certificateLog: KeyPair;
  log: KeyPair;
  timestamps: { authority: Authority; key: KeyPair; der: Buffer };
}

export function newWorld(name: string): World {
  const timestampAuthority = newAuthority(`${name} time`, LONG_AGO, FAR_OFF);
  const key = newKey();
  return {
    authority: newAuthority(`${name} issuing`, LONG_AGO, FAR_OFF),
    certificateLog: newKey(),
    log: newKey(),
    timestamps: {
      authority: timestampAuthority,
      key,
      der: issueTimestamper(timestampAuthority, key, LONG_AGO, FAR_OFF),
    },
  };
}

export interface RootOptions {
  logs?: boolean;
  certificateLogs?: boolean;
  timestamps?: boolean;
  /** End of the authority's, logs' and timestamps' validity in the root. */
  authorityUntil?: Date;
  logUntil?: Date;
  timestampsUntil?: Date;
  version?: string;
}

export function rootJson(world: World, options: RootOptions = {}): object {
  const validFor = (end: Date | undefined) => ({
    start: LONG_AGO.toISOString(),
    ...(end === undefined ? {} : { end: end.toISOString() }),
  });
  const log = (key: KeyPair, end?: Date) => ({
    baseUrl: `https://${LOG_HOST}`,
    hashAlgorithm: "SHA2_256",
    publicKey: {
      rawBytes: spki(key).toString("base64"),
      keyDetails: "PKIX_ECDSA_P256_SHA_256",
      validFor: validFor(end),
    },
    logId: { keyId: sha256(spki(key)).toString("base64") },
  });
  const chain = (...certificates: Buffer[]) => ({
    certificates: certificates.map((der) => ({ rawBytes: der.toString("base64") })),
  });
  const { authority, timestamps } = world;
  return {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: options.logs === false ? [] : [log(world.log, options.logUntil)],
    ctlogs: options.certificateLogs === false ? [] : [log(world.certificateLog)],
    certificateAuthorities: [
      { uri: "https://ca.test.example", certChain: chain(authority.der), validFor: validFor(options.authorityUntil) },
    ],
    timestampAuthorities:
      options.timestamps === false
        ? []
        : [
            {
              uri: "https://time.test.example",
              certChain: chain(timestamps.der, timestamps.authority.der),
              validFor: validFor(options.timestampsUntil),
            },
          ],
  };
}

export function rootOf(world: World, options: RootOptions = {}): TrustRoot {
  return unwrapOk(
    readTrustRoot(Buffer.from(JSON.stringify(rootJson(world, options))), options.version ?? "test root 1"),
  );
}
