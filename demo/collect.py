"""Writes the index of 1.2.0 and demo/manifest.json, then checks everything collected.

usage: collect.py SHA256_1.0.0 SHA256_1.1.0 SHA256_1.2.0 SHA256_EDGE WORK
"""
import base64
import glob
import hashlib
import json
import os
import sys

l100, l110, l120, edge, work = sys.argv[1:]
DEMO = os.path.dirname(os.path.abspath(__file__))
LEDGER, EDGE = "registry.example.test/payments/ledger-api", "registry.example.test/platform/edge-cache"
OCI = "application/vnd.oci.image"


def load(path):
    with open(path, "rb") as file:
        return file.read()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def described(data, media_type, **more):
    return {"mediaType": media_type, "digest": "sha256:" + sha256(data), "size": len(data), **more}


def save(path, value):
    data = json.dumps(value, indent=2).encode()
    with open(path, "wb") as file:
        file.write(data)
    return data


def write_index():
    """An index as BuildKit lays it out: the platform, and its unsigned statement in an attestation manifest."""
    folder = f"{DEMO}/evidence/ledger-api/1.2.0"
    manifest = load(f"{folder}/manifest.json")
    statement = save(f"{folder}/buildkit-provenance.json", {
        "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1",
        "subject": [{"name": "pkg:docker/" + LEDGER + "@1.2.0?platform=linux%2Famd64", "digest": {"sha256": l120}}],
        "predicate": json.loads(load(f"{work}/provenance.json")),
    })
    config = save(f"{work}/out/attestation-config.json", {
        "architecture": "unknown", "os": "unknown", "config": {},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + sha256(statement)]},
    })
    attestation = save(f"{folder}/buildkit-attestation.manifest.json", {
        "schemaVersion": 2, "mediaType": f"{OCI}.manifest.v1+json",
        "config": described(config, f"{OCI}.config.v1+json"),
        "layers": [described(statement, "application/vnd.in-toto+json",
                             annotations={"in-toto.io/predicate-type": "https://slsa.dev/provenance/v1"})],
    })
    index = save(f"{folder}/index.json", {
        "schemaVersion": 2, "mediaType": f"{OCI}.index.v1+json", "manifests": [
            described(manifest, json.loads(manifest)["mediaType"], platform={"architecture": "amd64", "os": "linux"}),
            described(attestation, f"{OCI}.manifest.v1+json", platform={"architecture": "unknown", "os": "unknown"},
                      annotations={"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": "sha256:" + l120}),
        ]})
    return sha256(index)


def bundle(at, image, digest, tag, *files):
    line = image.rsplit("/", 1)[1]
    folder = {l100: "1.0.0", l110: "1.1.0", edge: "2.4"}.get(digest, "1.2.0")
    first = "manifest.json" in files or "index.json" in files
    return {"at": at, "image": image, "digest": "sha256:" + digest, **({"tag": tag, "taggedAt": at} if first else {}),
            "files": [f"evidence/{line}/{folder}/{name}" for name in files]}


def manifest(index):
    image = ("manifest.json", "config.json", "sbom.cdx.json")
    bundles = [
        bundle("2026-08-20T08:22:00Z", LEDGER, l100, "1.0.0", *image, "scan-trivy-2026-08-20.json"),
        bundle("2026-10-05T08:22:00Z", LEDGER, l110, "1.1.0", *image, "scan-trivy-2026-10-05.json"),
        bundle("2026-10-26T07:42:00Z", EDGE, edge, "2.4", *image, "scan-trivy-2026-10-26.json"),
        bundle("2026-10-28T05:10:00Z", LEDGER, l100, "", "scan-trivy-2026-10-28.json"),
        bundle("2026-10-28T05:10:00Z", LEDGER, l110, "", "scan-trivy-2026-10-28.json"),
        bundle("2026-11-12T08:33:00Z", LEDGER, l120, "1.2.0", "manifest.json", "config.json", "signature.manifest.json", "signature.payload.json",
               "sbom.dsse.json", "provenance.dsse.json", "scan-trivy-2026-11-12.json"),
        bundle("2026-11-12T08:33:30Z", LEDGER, index, "1.2", "index.json"),
        bundle("2026-11-12T08:33:40Z", LEDGER, l120, "", "buildkit-attestation.manifest.json", "buildkit-provenance.json"),
        bundle("2026-11-12T15:01:00Z", LEDGER, l120, "", "vex-2026-11-12.dsse.json"),
        bundle("2026-11-20T06:05:00Z", LEDGER, l100, "", "scan-trivy-2026-11-20.json"),
        bundle("2026-11-20T06:05:00Z", LEDGER, l110, "", "scan-trivy-2026-11-20.json", "scan-osv-2026-11-20.json"),
        bundle("2026-11-20T06:05:00Z", LEDGER, l120, "", "scan-trivy-2026-11-20.json", "scan-osv-2026-11-20.json"),
        bundle("2026-11-20T06:05:00Z", EDGE, edge, "", "scan-trivy-2026-11-20.json"),
        bundle("2026-11-20T15:01:00Z", LEDGER, l120, "", "vex-2026-11-20.dsse.json"),
    ]
    return {
        "clock": "2026-11-23T09:00:00Z", "system": "default", "sample": True, "publicKey": "cosign.pub",
        "images": [
            {"image": LEDGER, "owner": {"team": "Payments Platform", "contact": "payments-platform@example.test"},
             "criticality": "high", "exposure": "internet-reachable"},
            {"image": EDGE, "owner": None, "criticality": "moderate", "exposure": "internal"},
        ],
        "bundles": bundles, "packetFor": {"image": LEDGER, "digest": "sha256:" + l120},
    }


def check(listing):
    for path in glob.glob(f"{DEMO}/e*/**/*.json", recursive=True):
        json.loads(load(path))
    listed = {path for b in listing["bundles"] for path in b["files"]}
    present = {os.path.relpath(path, DEMO) for path in glob.glob(f"{DEMO}/evidence/**/*.json", recursive=True)}
    assert listed == present, listed ^ present
    for b in listing["bundles"]:
        digest = b["digest"]
        for path in b["files"]:
            data, name = load(f"{DEMO}/{path}"), os.path.basename(path)
            folder = os.path.dirname(f"{DEMO}/{path}")
            if name in ("manifest.json", "index.json"):
                assert "sha256:" + sha256(data) == digest, path
            if name == "config.json":
                assert json.loads(load(f"{folder}/manifest.json"))["config"]["digest"] == "sha256:" + sha256(data), path
            if name.startswith("scan-trivy"):
                assert digest in json.loads(data)["Metadata"]["RepoDigests"][0], path
            if name == "sbom.cdx.json":
                assert digest in data.decode(), path
            if name.endswith(".dsse.json"):
                statement = json.loads(base64.b64decode(json.loads(data)["payload"]))
                assert "sha256:" + statement["subject"][0]["digest"]["sha256"] == digest, path
            if name == "signature.payload.json":
                assert json.loads(data)["critical"]["image"]["docker-manifest-digest"] == digest, path
    print(len(present), "files, all as listed")


if __name__ == "__main__":
    listing = manifest(write_index())
    save(f"{DEMO}/manifest.json", listing)
    check(listing)
