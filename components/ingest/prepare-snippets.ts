export interface Snippet {
  title: string;
  /** Where it goes, in words. */
  where: string;
  code: string;
}

/** How a pipeline hands evidence in here: this installation's own address and system. */
export function snippets(origin: string, system: string): Snippet[] {
  const endpoint = `${origin}/api/v1/systems/${system}/evidence`;
  return [
    {
      title: "curl",
      where: "Any machine with a token of the role ingest in PROOFMARK_TOKEN.",
      code: `curl --fail-with-body --header "Authorization: Bearer $PROOFMARK_TOKEN" \\
  --form file=@sbom.cdx.json --form file=@scan.json \\
  "${endpoint}?image=registry.example/team/app&digest=sha256:…"`,
    },
    {
      title: "Command line",
      where: "Waits until the files are read; exit code 4 when they were rejected.",
      code: `npm run -s proofmark -- ingest --server ${origin} --system ${system} \\
  --image registry.example/team/app --digest sha256:… \\
  --wait sbom.cdx.json scan.json`,
    },
    {
      title: "GitHub Actions",
      where: "A step after the build. The digest goes through the environment, never into the script's text.",
      code: `- name: Hand evidence to Proofmark
  env:
    PROOFMARK_TOKEN: \${{ secrets.PROOFMARK_TOKEN }}
    IMAGE: registry.example/team/app
    DIGEST: \${{ steps.build.outputs.digest }}
  run: |
    curl --fail-with-body --header "Authorization: Bearer $PROOFMARK_TOKEN" \\
      --form file=@sbom.cdx.json --form file=@scan.json \\
      "${endpoint}?image=$IMAGE&digest=$DIGEST"`,
    },
    {
      title: "GitLab CI",
      where: "A job after the build that has its artifacts and sets DIGEST. PROOFMARK_TOKEN is a masked variable.",
      code: `hand-in-evidence:
  stage: .post
  image: curlimages/curl
  script:
    - >-
      curl --fail-with-body --header "Authorization: Bearer $PROOFMARK_TOKEN"
      --form file=@sbom.cdx.json --form file=@scan.json
      "${endpoint}?image=$CI_REGISTRY_IMAGE&digest=$DIGEST"`,
    },
  ];
}
