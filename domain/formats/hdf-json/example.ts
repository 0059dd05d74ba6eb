/** A whole document of this format, as small as it can be. */
export const example = {
  platform: { name: "redhat", release: "9.4", target_id: "00000000-0000-4000-8000-000000000000" },
  profiles: [
    {
      name: "rhel-9-stig",
      version: "1.0.0",
      title: "RHEL 9 STIG",
      controls: [
        {
          id: "SV-257777",
          title: "RHEL 9 must be a vendor-supported release.",
          impact: 0.7,
          results: [
            { status: "passed", code_desc: "The release is supported", start_time: "2026-11-03T09:00:00+01:00" },
            { status: "failed", code_desc: "The release is supported until", start_time: "2026-11-03T09:00:01+01:00" },
          ],
        },
        { id: "SV-257778", title: "Updates must be installed.", impact: 0.5, results: [{ status: "passed", code_desc: "no update is missing" }] },
      ],
    },
  ],
  statistics: { duration: 0.1 },
  version: "5.22.0",
};
