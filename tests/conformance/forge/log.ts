import { randomBytes, sign } from "node:crypto";
import { sha256, spki, type KeyPair } from "./certificates";

export const LOG_HOST = "log.test.example";

export interface ForgedEntry {
  logIndex: string;
  logId: { keyId: string };
  kindVersion: { kind: string; version: string };
  integratedTime?: string;
  inclusionPromise?: { signedEntryTimestamp: string };
  inclusionProof?: {
    logIndex: string;
    rootHash: string;
    treeSize: string;
    hashes: string[];
    checkpoint: { envelope: string };
  };
  canonicalizedBody: string;
}

/** Logs a body as a transparency log does: signed promise, and inclusion proof in a tree of two under a signed checkpoint. */
export function forgeEntry(body: object, kind: string, version: string, at: Date, log: KeyPair): ForgedEntry {
  const bytes = Buffer.from(JSON.stringify(body));
  const integratedTime = Math.floor(at.getTime() / 1000);
  const keyId = sha256(spki(log));
  return {
    logIndex: "0",
    logId: { keyId: keyId.toString("base64") },
    kindVersion: { kind, version },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp: promise(bytes, integratedTime, keyId, log) },
    inclusionProof: proof(bytes, keyId, log),
    canonicalizedBody: bytes.toString("base64"),
  };
}

function promise(body: Buffer, integratedTime: number, keyId: Buffer, log: KeyPair): string {
  const covered = JSON.stringify({
    body: body.toString("base64"),
    integratedTime,
    logID: keyId.toString("hex"),
    logIndex: 0,
  });
  return sign("sha256", Buffer.from(covered), log.privateKey).toString("base64");
}

function proof(body: Buffer, keyId: Buffer, log: KeyPair): ForgedEntry["inclusionProof"] {
  const sibling = randomBytes(32);
  const root = sha256(Buffer.from([1]), sha256(Buffer.from([0]), body), sibling);
  return {
    logIndex: "0",
    treeSize: "2",
    rootHash: root.toString("base64"),
    hashes: [sibling.toString("base64")],
    checkpoint: { envelope: signCheckpoint(`${LOG_HOST} - 1\n2\n${root.toString("base64")}\n`, keyId, log) },
  };
}

export function signCheckpoint(note: string, keyId: Buffer, log: KeyPair): string {
  const signature = Buffer.concat([keyId.subarray(0, 4), sign("sha256", Buffer.from(note), log.privateKey)]);
  return `${note}\n— ${LOG_HOST} ${signature.toString("base64")}\n`;
}
