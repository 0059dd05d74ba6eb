import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toTrustMaterial, type TrustMaterial } from "@sigstore/verify";
import { keepEncoding } from "./keep-encoding";
import { fail, ok, type Result } from "../model/problem";
import { readSignedJson } from "./read-json";
import { reasonOf } from "./check-list";

/** Authorities and logs that keyless verification trusts, with the version every verdict carries. */
export interface TrustRoot {
  version: string;
  material: TrustMaterial;
}

const MEDIA_TYPES = new Set([
  "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
  "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
  "application/vnd.dev.sigstore.trustedroot.v0.2+json",
]);

/**
 * Reads a Sigstore `trusted_root.json`. `version` names it in verdicts. Codes: json/…, verification/trust-root-type,
 * verification/trust-root-ambiguous, verification/trust-root-unreadable, verification/trust-root-empty,
 * verification/trust-root-period.
 */
export function readTrustRoot(bytes: Uint8Array, version: string): Result<TrustRoot> {
  const read = readSignedJson(bytes);
  if (!read.ok) return read;
  const { value, duplicateKeys } = read.value;
  if (typeof value.mediaType !== "string" || !MEDIA_TYPES.has(value.mediaType)) {
    return fail({
      code: "verification/trust-root-type",
      detail: "not a Sigstore trusted root of a known version",
      at: "/mediaType",
    });
  }
  if (duplicateKeys[0] !== undefined)
    return fail({ code: "verification/trust-root-ambiguous", detail: "a key occurs twice", at: duplicateKeys[0] });
  try {
    const root = TrustedRoot.fromJSON(value);
    const endless = keyWithoutStart(root);
    if (endless !== null)
      return fail({ code: "verification/trust-root-period", detail: "the key of a log has no start of validity", at: endless });
    const material = toTrustMaterial(root, noKey);
    for (const { certChain } of [...material.certificateAuthorities, ...material.timestampAuthorities]) certChain.forEach(keepEncoding);
    if (material.certificateAuthorities.length + material.tlogs.length + material.timestampAuthorities.length === 0) {
      return fail({ code: "verification/trust-root-empty", detail: "the trusted root names no authority and no log" });
    }
    return ok({ version, material });
  } catch (thrown) {
    const at = placeOfUnreadable(value);
    return fail({ code: "verification/trust-root-unreadable", detail: reasonOf(thrown), ...(at === null ? {} : { at }) });
  }
}

const LISTS = ["certificateAuthorities", "tlogs", "ctlogs", "timestampAuthorities"];

/** Pointer to the first part that cannot be read by itself; null where only the whole cannot. */
function placeOfUnreadable(value: Record<string, unknown>): string | null {
  for (const list of LISTS) {
    const parts = value[list];
    if (parts === undefined) continue;
    if (!Array.isArray(parts)) return `/${list}`;
    const wrong = parts.findIndex((part) => !readsAlone({ mediaType: value["mediaType"], [list]: [part] }));
    if (wrong >= 0) return `/${list}/${wrong}`;
  }
  return null;
}

function readsAlone(value: unknown): boolean {
  try {
    toTrustMaterial(TrustedRoot.fromJSON(value), noKey);
    return true;
  } catch {
    return false;
  }
}

/**
 * A log's key has no dates of its own, unlike an authority's certificate: without a start it would be trusted for all of
 * the past, so a root that leaves it out is malformed (sigstore trustroot.proto, TransparencyLogInstance.public_key).
 */
function keyWithoutStart({ tlogs, ctlogs }: TrustedRoot): string | null {
  for (const [place, logs] of Object.entries({ tlogs, ctlogs })) {
    const index = logs.findIndex(({ publicKey }) => publicKey?.validFor?.start === undefined);
    if (index >= 0) return `/${place}/${index}/publicKey/validFor/start`;
  }
  return null;
}

function noKey(): never {
  throw new Error("keys come from the trust policy, never from a trust root");
}
