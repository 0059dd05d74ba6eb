import { describe, expect, it } from "vitest";
import { prepareLink } from "./prepare-link";

describe("prepareLink", () => {
  it("links https and names the host", () => {
    expect(prepareLink("https://nvd.nist.gov/vuln/detail/CVE-2024-1")).toEqual({
      href: "https://nvd.nist.gov/vuln/detail/CVE-2024-1",
      host: "nvd.nist.gov",
    });
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//evil.test", "/s/default", "https://user:pw@host.test/", "", null])(
    "links nothing for %s",
    (url) => expect(prepareLink(url)).toBeNull(),
  );

  it("shows a look-alike host in its ASCII form", () => {
    expect(prepareLink("https://ex\u0430mple.com/")?.host).toMatch(/^xn--/);
  });
});
