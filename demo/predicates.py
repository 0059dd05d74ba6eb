"""Writes the predicates that are our own words: VEX (two editions) and provenance.

usage: predicates.py IMAGE_SHA256 BASE_SHA256 REVISION FOLDER
"""
import json
import sys

image, base, revision, folder = sys.argv[1:]
PRODUCT = f"pkg:oci/ledger-api@sha256%3A{image}?repository_url=registry.example.test%2Fpayments%2Fledger-api"
JWT = "pkg:golang/github.com/golang-jwt/jwt/v4@v4.5.0"
TEXT = "pkg:golang/golang.org/x/text@v0.3.7"
SYS = "pkg:golang/golang.org/x/sys@v0.0.0-20220319134239-a9b59b0215f8"
YAML = "pkg:golang/gopkg.in/yaml.v3@v3.0.0-20210107192922-496545a6307b"
SCHEMA = "pkg:golang/github.com/gorilla/schema@v1.4.0"

FIRST = [
    ("CVE-2022-32149", ["GO-2022-1059", "GHSA-69ch-w2m2-3vjp"], TEXT, "fixed",
     {"status_notes": "A patch carried in vendor/ refuses a list with more than 1000 subtags. The version number is unchanged."}),
    ("CVE-2025-30204", ["GO-2025-3553", "GHSA-mh63-6h87-95cp"], JWT, "fixed",
     {"status_notes": "A patch carried in vendor/ counts the dots before it splits the token. The version number is unchanged."}),
    ("CVE-2024-51744", ["GO-2024-3250", "GHSA-29wx-vh33-7x7r"], JWT, "not_affected",
     {"justification": "inline_mitigations_already_exist",
      "impact_statement": "A request passes only when parsing gives no error of any kind and the token is valid."}),
    ("CVE-2022-28948", ["GO-2022-0603", "GHSA-hp87-p4gw-j4gq"], YAML, "not_affected",
     {"justification": "vulnerable_code_cannot_be_controlled_by_adversary",
      "impact_statement": "The only YAML read is the settings file in the image, once, at start."}),
    ("CVE-2022-29526", ["GO-2022-0493", "GHSA-p782-xgp4-8hr8"], SYS, "not_affected",
     {"justification": "vulnerable_code_not_in_execute_path",
      "impact_statement": "The program calls Statfs alone; Faccessat is not linked into it."}),
    ("CVE-2024-37298", ["GO-2024-2958", "GHSA-3669-72x9-r9p3"], SCHEMA, "affected",
     {"action_statement": "Form decoding of signed-in callers can be made to use much memory. The upgrade to 1.4.1 comes with 1.2.1."}),
]
LATER = [
    ("CVE-2026-56852", ["GO-2026-5970"], TEXT, "not_affected",
     {"justification": "vulnerable_code_not_present", "impact_statement": "unicode/norm of this module is not linked into the program."}),
    ("CVE-2026-39824", ["GO-2026-5024"], SYS, "not_affected",
     {"justification": "vulnerable_code_not_present", "impact_statement": "The package is built for Windows only; this is a Linux program."}),
]


def vex(name, version, when, statements):
    write(name, {
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": f"https://vex.example.test/payments/ledger-api/1.2.0/{version}",
        "author": "Payments Platform", "role": "Product team", "timestamp": when, "version": version,
        "statements": [{
            "vulnerability": {"name": cve, "aliases": aliases}, "timestamp": when,
            "products": [{"@id": PRODUCT, "identifiers": {"purl": PRODUCT}, "hashes": {"sha-256": image},
                          "subcomponents": [{"@id": purl, "identifiers": {"purl": purl}}]}],
            "status": status, **more,
        } for cve, aliases, purl, status, more in statements],
    })


def write(name, value):
    with open(f"{folder}/{name}", "w") as file:
        json.dump(value, file, indent=1)


vex("vex-1.json", 1, "2026-11-12T14:55:00Z", FIRST)
vex("vex-2.json", 2, "2026-11-20T14:55:00Z", FIRST + LATER)
write("provenance.json", {
    "buildDefinition": {
        "buildType": "https://builder.example.test/types/make/v1",
        "externalParameters": {"source": "git+https://git.example.test/payments/ledger-api", "version": "1.2.0"},
        "internalParameters": {"patches": "carried-patches.sh", "platform": "linux/amd64"},
        "resolvedDependencies": [
            {"uri": "git+https://git.example.test/payments/ledger-api", "digest": {"gitCommit": revision}},
            {"uri": "pkg:oci/static-debian12?repository_url=registry.example.test%2Fbase%2Fstatic-debian12", "digest": {"sha256": base}},
        ],
    },
    "runDetails": {
        "builder": {"id": "https://builder.example.test/payments/release"},
        "metadata": {"invocationId": "https://builder.example.test/runs/1207",
                     "startedOn": "2026-11-12T08:05:00Z", "finishedOn": "2026-11-12T08:12:00Z"},
    },
})
