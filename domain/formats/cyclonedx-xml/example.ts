const SHA = "a".repeat(64);

/** A whole document of this format, as small as it can be; the same one as the example of the JSON room. */
export const example = `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="1">
  <metadata>
    <timestamp>2026-11-02T08:00:00+00:00</timestamp>
    <tools><components><component type="application"><name>trivy</name><version>0.55.0</version></component></components></tools>
    <component type="container" bom-ref="root">
      <name>registry.example.org/app:1</name>
      <purl>pkg:oci/app@sha256%3A${SHA}?repository_url=registry.example.org%2Fapp</purl>
      <properties><property name="aquasecurity:trivy:ImageID">sha256:${"c".repeat(64)}</property></properties>
    </component>
  </metadata>
  <components>
    <component type="operating-system" bom-ref="os"><name>debian</name><version>12.5</version></component>
    <component type="library" bom-ref="pkg:deb/debian/openssl@3.0.11-1">
      <name>openssl</name>
      <version>3.0.11-1</version>
      <licenses><license><id>Apache-2.0</id></license></licenses>
      <purl>pkg:deb/debian/openssl@3.0.11-1?distro=debian-12.5</purl>
      <components><component type="library"><name>libssl3</name></component></components>
      <properties><property name="aquasecurity:trivy:LayerDiffID">sha256:${"e".repeat(64)}</property></properties>
    </component>
  </components>
  <dependencies>
    <dependency ref="root"><dependency ref="os"/><dependency ref="pkg:deb/debian/openssl@3.0.11-1"/></dependency>
  </dependencies>
  <vulnerabilities>
    <vulnerability>
      <id>CVE-2026-0001</id>
      <ratings><rating><score>7.5</score><severity>high</severity><method>CVSSv31</method></rating></ratings>
      <affects><target><ref>pkg:deb/debian/openssl@3.0.11-1</ref></target></affects>
    </vulnerability>
    <vulnerability>
      <id>CVE-2026-0002</id>
      <analysis><state>not_affected</state><justification>code_not_reachable</justification></analysis>
      <affects><target><ref>pkg:deb/debian/openssl@3.0.11-1</ref></target></affects>
    </vulnerability>
  </vulnerabilities>
</bom>
`;
