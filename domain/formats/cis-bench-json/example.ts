/** A whole document of this format, as small as it can be. */
export const example = {
  Controls: [
    {
      id: "1",
      version: "cis-1.8",
      text: "Control Plane Security Configuration",
      node_type: "master",
      tests: [
        {
          section: "1.1",
          desc: "Configuration files",
          results: [
            { test_number: "1.1.1", test_desc: "Ensure that the API server pod specification file permissions are set", status: "PASS", scored: true },
            { test_number: "1.1.2", test_desc: "Ensure that the API server pod specification file ownership is set", status: "FAIL", scored: true },
          ],
        },
      ],
      total_pass: 1,
      total_fail: 1,
      total_warn: 0,
      total_info: 0,
    },
  ],
  Totals: { total_pass: 1, total_fail: 1, total_warn: 0, total_info: 0 },
};
