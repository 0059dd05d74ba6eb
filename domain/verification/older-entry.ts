import { createHash } from "node:crypto";
import type { SignedEntity } from "@sigstore/verify";
import { objectAt, textAt } from "../formats/shared/values";
import { decided } from "./check-list";
import type { Check } from "./model";
import { readSignedJson } from "./read-json";

type LogEntry = SignedEntity["tlogEntries"][number];

/** The envelope an entry must be about: hashes of its exact bytes and of its payload. */
export interface LoggedEnvelope {
  envelopeSha256: string;
  payloadSha256: string;
}

export function loggedEnvelope(envelope: Uint8Array, payload: Uint8Array): LoggedEnvelope {
  const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  return { envelopeSha256: hash(envelope), payloadSha256: hash(payload) };
}

/** Entries as cosign wrote them for attestations until 2023; the library knows only their successor. */
export function isOlderEntry({ kindVersion }: LogEntry): boolean {
  return kindVersion.kind === "intoto" && kindVersion.version === "0.0.1";
}

/**
 * Whether an "intoto 0.0.1" entry is about this very envelope. Such an entry holds no signature; it holds the hash of
 * the whole envelope, signature included, and the signer, which is compared like everybody's.
 */
export function checkOlderEntry(entry: LogEntry, envelope: LoggedEnvelope | null): Check {
  const expected = envelope === null ? "an envelope" : `envelope sha256:${envelope.envelopeSha256}`;
  const read = readSignedJson(entry.canonicalizedBody);
  if (!read.ok || read.value.duplicateKeys.length > 0)
    return decided("log-entry", false, expected, "the entry is unreadable");
  const { value: body } = read.value;
  const content = objectAt(objectAt(body, "spec"), "content");
  const named = [hashAt(content, "hash"), hashAt(content, "payloadHash")];
  const kind = textAt(body, "kind") === "intoto" && textAt(body, "apiVersion") === "0.0.1";
  const fits = envelope !== null && kind && named[0] === envelope.envelopeSha256 && named[1] === envelope.payloadSha256;
  return decided("log-entry", fits, expected, `envelope sha256:${named[0] ?? "none"}`);
}

function hashAt(content: unknown, key: string): string | null {
  const hash = objectAt(content, key);
  return textAt(hash, "algorithm") === "sha256" ? textAt(hash, "value") : null;
}
