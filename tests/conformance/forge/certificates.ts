import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import {
  bits,
  boolean,
  ECDSA_SHA256,
  explicit,
  certificateTime,
  integer,
  octets,
  oid,
  sequence,
  setOf,
  tlv,
  utf8,
} from "./der";

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export const newKey = (namedCurve = "P-256"): KeyPair => generateKeyPairSync("ec", { namedCurve });
export const spki = (key: KeyPair): Buffer => key.publicKey.export({ format: "der", type: "spki" });
export const pemOf = (key: { publicKey: KeyObject }): string =>
  key.publicKey.export({ format: "pem", type: "spki" }).toString();
export const sha256 = (...parts: Uint8Array[]): Buffer =>
  parts.reduce<ReturnType<typeof createHash>>((hash, part) => hash.update(part), createHash("sha256")).digest();
export const certificatePem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/(.{64})(?!$)/g, "$1\n")}\n-----END CERTIFICATE-----\n`;

export interface Authority {
  name: string;
  key: KeyPair;
  der: Buffer;
}

export interface LeafOptions {
  subject: { uri: string } | { email: string };
  issuer: string | null;
  /** Whether the issuer stands in the older, unwrapped extension. */
  oldIssuerExtension: boolean;
  notBefore: Date;
  notAfter: Date;
  uses: string[];
  isAuthority: boolean;
  /** Who vouches that the certificate was logged; null for nobody. */
  certificateLog: KeyPair | null;
  /** Turns the log's signature into nonsense. */
  breakLogPromise: boolean;
}

export const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

export function newAuthority(name: string, notBefore: Date, notAfter: Date): Authority {
  const key = newKey();
  const extensions = [
    extension("2.5.29.19", sequence(boolean(true)), true),
    extension("2.5.29.15", bits(Buffer.from([0x06]), 1), true),
    keyId(key),
  ];
  const body = toBeSigned({
    issuer: distinguished(name),
    subject: distinguished(name),
    key,
    notBefore,
    notAfter,
    extensions,
    serial: 1,
  });
  return { name, key, der: signed(body, key) };
}

/** A certificate for signing, with the extensions Fulcio writes, issued by the authority. */
export function issueLeaf(authority: Authority, key: KeyPair, options: LeafOptions): Buffer {
  const parts = {
    issuer: distinguished(authority.name),
    subject: sequence(),
    key,
    notBefore: options.notBefore,
    notAfter: options.notAfter,
    serial: 7,
  };
  const extensions = leafExtensions(authority, key, options);
  if (options.certificateLog === null) return signed(toBeSigned({ ...parts, extensions }), authority.key);
  const promise = logPromise(toBeSigned({ ...parts, extensions }), authority, options.certificateLog, options);
  return signed(toBeSigned({ ...parts, extensions: [...extensions, promise] }), authority.key);
}

/** A timestamping certificate. */
export function issueTimestamper(authority: Authority, key: KeyPair, notBefore: Date, notAfter: Date): Buffer {
  const extensions = [
    extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.8")), true),
    keyId(key),
    authorityKeyId(authority),
  ];
  return signed(
    toBeSigned({
      issuer: distinguished(authority.name),
      subject: distinguished("timestamps"),
      key,
      notBefore,
      notAfter,
      extensions,
      serial: 9,
    }),
    authority.key,
  );
}

export const distinguished = (name: string): Buffer => sequence(setOf(sequence(oid("2.5.4.3"), utf8(name))));

interface Body {
  issuer: Buffer;
  subject: Buffer;
  key: KeyPair;
  notBefore: Date;
  notAfter: Date;
  extensions: Buffer[];
  serial: number;
}

function toBeSigned({ issuer, subject, key, notBefore, notAfter, extensions, serial }: Body): Buffer {
  return sequence(
    explicit(0, integer(2)),
    integer(serial),
    ECDSA_SHA256,
    issuer,
    sequence(certificateTime(notBefore), certificateTime(notAfter)),
    subject,
    spki(key),
    explicit(3, sequence(...extensions)),
  );
}

function signed(body: Buffer, key: KeyPair): Buffer {
  return sequence(body, ECDSA_SHA256, bits(sign("sha256", body, key.privateKey)));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

const keyHash = (key: KeyPair): Buffer => sha256(spki(key)).subarray(0, 20);
const keyId = (key: KeyPair): Buffer => extension("2.5.29.14", octets(keyHash(key)));
const authorityKeyId = (authority: Authority): Buffer =>
  extension("2.5.29.35", sequence(tlv(0x80, keyHash(authority.key))));

function leafExtensions(authority: Authority, key: KeyPair, options: LeafOptions): Buffer[] {
  const name =
    "uri" in options.subject
      ? tlv(0x86, Buffer.from(options.subject.uri))
      : tlv(0x81, Buffer.from(options.subject.email));
  const issuer =
    options.issuer === null
      ? []
      : [
          options.oldIssuerExtension
            ? extension("1.3.6.1.4.1.57264.1.1", Buffer.from(options.issuer))
            : extension("1.3.6.1.4.1.57264.1.8", utf8(options.issuer)),
        ];
  return [
    extension("2.5.29.15", bits(Buffer.from([0x80]), 7), true),
    ...(options.uses.length === 0 ? [] : [extension("2.5.29.37", sequence(...options.uses.map(oid)))]),
    ...(options.isAuthority ? [extension("2.5.29.19", sequence(boolean(true)), true)] : []),
    keyId(key),
    authorityKeyId(authority),
    extension("2.5.29.17", sequence(name), true),
    ...issuer,
  ];
}

/** The promise a certificate log gives before issuance (RFC 6962, 3.2 and 3.3). */
function logPromise(body: Buffer, authority: Authority, log: KeyPair, options: LeafOptions): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(options.notBefore.getTime()));
  const length = Buffer.alloc(3);
  length.writeUIntBE(body.length, 0, 3);
  const covered = Buffer.concat([
    Buffer.from([0, 0]),
    time,
    Buffer.from([0, 1]),
    sha256(spki(authority.key)),
    length,
    body,
    Buffer.from([0, 0]),
  ]);
  const signature = sign("sha256", options.breakLogPromise ? Buffer.from("something else") : covered, log.privateKey);
  const promise = Buffer.concat([
    Buffer.from([0]),
    sha256(spki(log)),
    time,
    Buffer.from([0, 0, 4, 3]),
    short(signature.length),
    signature,
  ]);
  const list = Buffer.concat([short(promise.length + 2), short(promise.length), promise]);
  return extension("1.3.6.1.4.1.11129.2.4.2", octets(list));
}

function short(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}
