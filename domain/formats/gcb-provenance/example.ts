const digest = "a".repeat(64);
const statement = {
  _type: "https://in-toto.io/Statement/v1",
  predicateType: "https://slsa.dev/provenance/v1",
  subject: [{ name: "https://europe-docker.pkg.dev/example/images/app", digest: { sha256: digest } }],
  predicate: {
    buildDefinition: {
      buildType: "https://cloud.google.com/build/gcb-buildtypes/google-worker/v1",
      externalParameters: { buildConfigSource: { path: "cloudbuild.yaml", ref: "refs/heads/main", repository: "git+https://github.com/example/app" } },
      resolvedDependencies: [{ uri: "git+https://github.com/example/app@refs/heads/main", digest: { gitCommit: "f".repeat(40) } }],
    },
    runDetails: {
      builder: { id: "https://cloudbuild.googleapis.com/GoogleHostedWorker" },
      metadata: { invocationId: "https://cloudbuild.googleapis.com/v1/projects/example/locations/europe-west1/builds/1", startedOn: "2026-11-01T09:00:00Z", finishedOn: "2026-11-01T09:10:00Z" },
    },
  },
};

/** A whole document of this format, as small as it can be. Its signature is none. */
export const example = {
  image_summary: {
    digest: `sha256:${digest}`,
    fully_qualified_digest: `europe-docker.pkg.dev/example/images/app@sha256:${digest}`,
    registry: "europe-docker.pkg.dev",
    repository: "images",
  },
  provenance_summary: {
    provenance: [
      {
        build: { inTotoSlsaProvenanceV1: statement },
        envelope: {
          payload: btoa(JSON.stringify(statement)),
          payloadType: "application/vnd.in-toto+json",
          signatures: [{ keyid: "projects/verified-builder/locations/global/keyRings/attestor/cryptoKeys/google-hosted-worker/cryptoKeyVersions/1", sig: "AAAA" }],
        },
        kind: "BUILD",
        resourceUri: `https://europe-docker.pkg.dev/example/images/app@sha256:${digest}`,
      },
    ],
  },
};
