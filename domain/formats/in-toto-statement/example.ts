/** A whole document of this format, as small as it can be. */
export const example = {
  _type: "https://in-toto.io/Statement/v1",
  predicateType: "https://slsa.dev/provenance/v1",
  subject: [{ name: "registry.example.org/app", digest: { sha256: "a".repeat(64) } }],
  predicate: {
    buildDefinition: {
      buildType: "https://actions.github.io/buildtypes/workflow/v1",
      externalParameters: { workflow: { repository: "https://github.com/example/app", path: ".github/workflows/build.yml" } },
      resolvedDependencies: [{ uri: "git+https://github.com/example/app@refs/tags/v1", digest: { gitCommit: "f".repeat(40) } }],
    },
    runDetails: {
      builder: { id: "https://github.com/actions/runner" },
      metadata: { invocationId: "1", startedOn: "2026-11-01T09:00:00Z", finishedOn: "2026-11-01T09:10:00Z" },
    },
  },
};
