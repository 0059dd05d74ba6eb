/** A whole document of this format, as small as it can be. */
export const example = {
  mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
  verificationMaterial: { certificate: { rawBytes: "AA==" }, tlogEntries: [] },
  dsseEnvelope: { payloadType: "application/vnd.in-toto+json", payload: "eyJhIjoxfQ==", signatures: [{ sig: "AA==" }] },
};
