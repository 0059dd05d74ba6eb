/** A whole document of this format, as small as it can be. */
export const example = {
  findings: [
    {
      awsAccountId: "000000000000",
      findingArn: "arn:aws:inspector2:us-east-1:000000000000:finding/1",
      type: "PACKAGE_VULNERABILITY",
      status: "ACTIVE",
      severity: "HIGH",
      title: "CVE-2026-0001 - openssl",
      description: "openssl: crash",
      updatedAt: "2026-11-03T09:00:00.051000+02:00",
      packageVulnerabilityDetails: {
        vulnerabilityId: "CVE-2026-0001",
        source: "DEBIAN_CVE",
        sourceUrl: "https://security-tracker.debian.org/tracker/CVE-2026-0001",
        vendorSeverity: "unimportant",
        cvss: [{ baseScore: 7.5, scoringVector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", source: "NVD", version: "3.1" }],
        relatedVulnerabilities: [],
        vulnerablePackages: [{ arch: "AMD64", epoch: 1, name: "openssl", version: "3.0.11", release: "1", fixedInVersion: "0:3.0.11-2", packageManager: "OS" }],
      },
      resources: [
        {
          id: "arn:aws:ecr:us-east-1:000000000000:repository/app/sha256:a",
          type: "AWS_ECR_CONTAINER_IMAGE",
          details: { awsEcrContainerImage: { architecture: "amd64", imageHash: `sha256:${"a".repeat(64)}`, imageTags: ["1"], platform: "DEBIAN_12", repositoryName: "app" } },
        },
      ],
    },
  ],
};
