import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  json,
  nat,
  oneof,
  property,
  record,
  uint8Array,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrapOk } from "../../domain/model/problem";
import type { CarrierKind, Verdict, VerifyRequest } from "../../domain/verification/model";
import { verifyDocument } from "../../domain/verification/verify-document";
import { seedTrustRoot } from "../../server/verification/seed-trust-root";
import { CORPUS, indexed } from "./corpus";
import { policyWith } from "./forge/alteration";
import { untouched } from "./forge/alterations";
import { asAnnotatedEnvelope, asBundle, asSimpleSigning, DIGEST, forge, type Handed } from "./forge/documents";
import { newWorld, rootOf } from "./forge/world";

const worlds = { ours: newWorld("test"), theirs: newWorld("test") };
const root = rootOf(worlds.ours);
const request = (handed: Handed): VerifyRequest => ({
  ...handed,
  digest: DIGEST,
  trust: { policy: policyWith({}), root, now: "2026-03-02T00:00:00Z" },
});
const SIGNED = {
  bundle: asBundle(forge(untouched(worlds), "envelope")),
  envelope: asAnnotatedEnvelope(forge(untouched(worlds), "envelope")),
  signing: asSimpleSigning(forge(untouched(worlds), "artifact")),
};

/** What a verified verdict claims; alterations that change nothing of it (unused members, spare bits) are harmless. */
const claims = ({ state, signer, issuer, signedAt, predicateType, ruleId }: Verdict): object => ({
  state,
  signer,
  issuer,
  signedAt,
  predicateType,
  ruleId,
});

describe.each(Object.entries(SIGNED))("%s with bytes changed at random", (_name, handed) => {
  const good = claims(verifyDocument(request(handed)));

  it("never throws, and never verifies anything else than before", () => {
    const change = record({
      at: nat(handed.bytes.length - 1),
      byte: integer({ min: 32, max: 126 }),
      remove: boolean(),
    });
    assert(
      property(array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const bytes = changes.reduce(
          (now, { at, byte, remove }) =>
            Buffer.concat([now.subarray(0, at), remove ? Buffer.alloc(0) : Buffer.from([byte]), now.subarray(at + 1)]),
          handed.bytes,
        );
        const verdict = verifyDocument(request({ ...handed, bytes }));
        if (verdict.state === "verified") expect(claims(verdict)).toEqual(good);
        else expect(verdict.signer).toBeNull();
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  it("never throws when cut anywhere", () => {
    for (let end = 0; end < handed.bytes.length; end += 37) {
      expect(verifyDocument(request({ ...handed, bytes: handed.bytes.subarray(0, end) })).state).not.toBe("verified");
    }
  });
});

it("bytes of any kind under any carrier's name get a verdict", () => {
  const kinds: CarrierKind[] = ["dsse", "sigstore-bundle", "cosign-simple-signing", "in-toto-statement"];
  assert(
    property(
      constantFrom(...kinds),
      oneof(
        uint8Array(),
        json().map((text) => Buffer.from(text)),
      ),
      (kind, bytes) => {
        expect(
          verifyDocument(request({ kind, bytes: Buffer.from(bytes), detached: SIGNED.signing.detached })).state,
        ).not.toBe("verified");
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});

describe.skipIf(CORPUS === null)("every signed file of the corpus", () => {
  it("gets a verdict, and none is verified for a stranger", () => {
    const trust = { policy: policyWith({}), root: unwrapOk(seedTrustRoot()), now: "2026-11-23T00:00:00Z" };
    const files =
      CORPUS === null
        ? []
        : indexed(CORPUS).filter((file) => file.kind === "sigstore-bundle" || file.kind === "attestation");
    expect(files.length).toBeGreaterThan(100);
    for (const { path } of files) {
      const bytes = readFileSync(join(CORPUS ?? "", path));
      for (const kind of ["dsse", "sigstore-bundle", "cosign-simple-signing"] as const) {
        const verdict = verifyDocument({
          bytes,
          kind,
          digest: DIGEST,
          trust,
          detached: { signature: "AAAA", certificate: null, rekorBundle: null, rfc3161: null },
        });
        expect(verdict.state, path).not.toBe("verified");
      }
    }
  }, 120_000);
});
