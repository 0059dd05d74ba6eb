/** A whole document of this format, as small as it can be. */
export const example = `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_benchmark_OS" resolved="1">
  <status>accepted</status>
  <title>Example benchmark</title>
  <Group id="xccdf_org.example_group_1">
    <Rule id="xccdf_org.example_rule_1" severity="high"><title>The release is supported</title></Rule>
    <Rule id="xccdf_org.example_rule_2" severity="medium"><title>Updates are installed</title></Rule>
  </Group>
  <TestResult id="xccdf_org.example_testresult_1" end-time="2026-11-03T09:00:00Z" test-system="cpe:/a:redhat:openscap:1.3.9">
    <target>host.example.org</target>
    <rule-result idref="xccdf_org.example_rule_1"><result>pass</result></rule-result>
    <rule-result idref="xccdf_org.example_rule_2" severity="low"><result>fail</result></rule-result>
  </TestResult>
</Benchmark>
`;
