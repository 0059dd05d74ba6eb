const IMAGE = "c".repeat(64);

/** A whole document of this format, as small as it can be. */
export const example = [
  {
    [`sha256:${"a".repeat(64)}`]: {
      "registry.example.org/app:1": [
        {
          detail: {
            result: {
              image_id: IMAGE,
              result: {
                [IMAGE]: {
                  result: {
                    final_action: "stop",
                    header: ["Image_Id", "Repo_Tag", "Trigger_Id", "Gate", "Trigger", "Check_Output", "Gate_Action", "Whitelisted", "Policy_Id"],
                    row_count: 2,
                    rows: [
                      [IMAGE, "registry.example.org/app:1", "1", "dockerfile", "instruction", "Dockerfile directive 'HEALTHCHECK' not found", "warn", false, "p"],
                      [IMAGE, "registry.example.org/app:1", "CVE-2026-0001+openssl", "vulnerabilities", "package", "HIGH Vulnerability found in openssl", "stop", false, "p"],
                    ],
                  },
                },
              },
            },
          },
          last_evaluation: "2026-11-03T09:00:00Z",
          policyId: "p",
          status: "fail",
        },
      ],
    },
  },
];
