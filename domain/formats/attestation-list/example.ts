const statement = {
  _type: "https://in-toto.io/Statement/v1",
  subject: [{ name: "pkg:npm/example@1.0.0", digest: { sha512: "a".repeat(128) } }],
  predicateType: "https://github.com/npm/attestation/tree/main/specs/publish/v0.1",
  predicate: { name: "example", version: "1.0.0", registry: "https://registry.npmjs.org" },
};

/** A whole document of this format, as small as it can be. Its signature is none. */
export const example = {
  attestations: [
    {
      predicateType: statement.predicateType,
      bundle: {
        mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.2",
        verificationMaterial: { publicKey: { hint: "SHA256:example" }, tlogEntries: [] },
        dsseEnvelope: { payload: btoa(JSON.stringify(statement)), payloadType: "application/vnd.in-toto+json", signatures: [{ sig: "AAAA" }] },
      },
    },
  ],
};
