import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalPurl, packageKeyOf } from "./purl";

const key = (text: string) => canonicalPurl(text)?.key;

describe("canonicalPurl", () => {
  it("spells one package one way", () => {
    const first = canonicalPurl("PKG:deb/Debian/openssl@3.0.11-1~deb12u2?distro=debian-12&arch=amd64");
    expect(first).toMatchObject({ purl: "pkg:deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64&distro=debian-12", key: "deb/debian/openssl" });
  });

  it("reads npm scopes encoded or not as the same package", () => {
    expect(key("pkg:npm/@angular/core@1")).toBe("npm/@angular/core");
    expect(key("pkg:npm/%40angular/core@1")).toBe("npm/@angular/core");
  });

  it("keeps Go versions that are no semver", () => {
    expect(canonicalPurl("pkg:golang/github.com/Foo/Bar@v1.0#sub/x")).toMatchObject({ version: "v1.0", key: "golang/github.com/foo/bar", subpath: "sub/x" });
    expect(canonicalPurl("pkg:golang/stdlib@(devel)")?.version).toBe("(devel)");
  });

  it("keys Python names by their normalised name and Red Hat by one namespace", () => {
    expect(key("pkg:pypi/Foo_Bar.baz@1")).toBe("pypi/foo-bar-baz");
    expect(key("pkg:rpm/rhel/bash@5")).toBe(key("pkg:rpm/redhat/bash@5"));
  });

  it("keeps the digest of an image purl", () => {
    expect(canonicalPurl("pkg:oci/alpine@sha256%3Aabc?repository_url=index.docker.io%2Flibrary%2Falpine")).toMatchObject({
      version: "sha256:abc",
      qualifiers: { repository_url: "index.docker.io/library/alpine" },
    });
  });

  it.each(["hello", "pkg:", "pkg:gem/", "pkg:deb/%zz/x", "pkg:/x", "pkg:n pm/x", `pkg:npm/${"a".repeat(5000)}`])("refuses %j", (text) => {
    expect(canonicalPurl(text)).toBeNull();
  });

  it("never throws and is stable when applied twice", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webPath().map((path) => `pkg:npm${path}`)), (text) => {
        const once = canonicalPurl(text.startsWith("pkg:") ? text : `pkg:npm/${text}`);
        if (once) expect(canonicalPurl(once.purl)?.purl).toBe(once.purl);
      }),
    );
  });
});

describe("packageKeyOf", () => {
  it("falls back to type, namespace and name when there is no purl", () => {
    expect(packageKeyOf({ purl: null, type: "deb", namespace: "debian", name: "openssl" })).toBe("deb/debian/openssl");
    expect(["pkg:npm/%00@1", "pkg:npm/a@%00", "pkg:npm/a%00b/c@1"].map(canonicalPurl)).toEqual([null, null, null]);
    expect(packageKeyOf({ purl: "broken", type: "file", namespace: null, name: "a" })).toBe("file/a");
  });
});
