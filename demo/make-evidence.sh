#!/bin/bash
# Second half of make.sh: builds the images, pushes, scans, signs, collects. Runs in a
# network namespace with nothing but loopback.
set -euo pipefail
ip link set lo up
printf '127.0.0.1 localhost registry.example.test\n' >"$WORK/hosts"; mount --bind "$WORK/hosts" /etc/hosts
cd "$WORK"; export PATH="$WORK/tools:$PATH"
R=registry.example.test; LEDGER=$R/payments/ledger-api; EDGE=$R/platform/edge-cache
E="$DEMO/evidence"; rm -rf "$E" "$DEMO/extra" regdata bst brt out trivycache; mkdir -p "$E" "$DEMO/extra" out
openssl req -x509 -newkey rsa:2048 -nodes -days 3 -subj /CN=$R -addext subjectAltName=DNS:$R -keyout tls.key -out tls.crt 2>/dev/null
cat >registry.yml <<Y
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $WORK/regdata}, delete: {enabled: true}}
http: {addr: "127.0.0.1:443", tls: {certificate: $WORK/tls.crt, key: $WORK/tls.key}}
Y
docker-registry serve registry.yml >registry.log 2>&1 & registry=$!
trap 'kill $registry' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do curl -sk https://$R/v2/ >/dev/null && break; sleep 1; done

at() { date -u -d "$1" +%s; }
B="buildah --storage-driver vfs --root $WORK/bst --runroot $WORK/brt"
push() { skopeo copy -q --preserve-digests --dest-tls-verify=false "dir:$1" "docker://$2"; }
digest() { skopeo inspect --raw --tls-verify=false "docker://$1" | sha256sum | cut -d' ' -f1; }
commit() { $B commit -q --format "$3" --timestamp "$(at "$4")" "$1" "dir:$WORK/out/$2" >/dev/null; $B rm "$1" >/dev/null; }

# 1.0.0: on full Debian, as root, a key in the environment
c=$($B from scratch); $B add -q "$c" debian.tar / >/dev/null; $B copy -q "$c" bin/1.0.0/ledger-api /usr/local/bin/ledger-api >/dev/null
$B config --cmd '["/usr/local/bin/ledger-api"]' --port 8080 --port 22 --env PATH=/usr/local/bin:/usr/bin:/bin --env LEDGER_TOKEN_KEY=change-me "$c"
commit "$c" l100 oci 2026-08-20T08:10:00Z; push out/l100 $LEDGER:1.0.0
# the small base
c=$($B from scratch); $B add -q "$c" static.tar / >/dev/null; commit "$c" base oci 2026-10-01T06:00:00Z; push out/base $R/base/static-debian12:2026.10
BASE=$(digest $R/base/static-debian12:2026.10)
# 1.1.0: small base, no user, no labels
c=$($B from --tls-verify=false docker://$R/base/static-debian12:2026.10); $B copy -q "$c" bin/1.1.0/ledger-api /ledger-api >/dev/null
$B config --entrypoint '["/ledger-api"]' --cmd '' --port 8080 "$c"; commit "$c" l110 oci 2026-10-05T08:10:00Z; push out/l110 $LEDGER:1.1.0
# 1.2.0: non-root, labelled, health check (a field of the Docker format)
REV=$(cat revision); c=$($B from --tls-verify=false docker://$R/base/static-debian12:2026.10); $B copy -q "$c" bin/1.2.0/ledger-api /ledger-api >/dev/null
o=org.opencontainers.image
$B config --entrypoint '["/ledger-api"]' --cmd '' --port 8080 --user 65532:65532 --workingdir /home/nonroot \
	--healthcheck 'CMD /ledger-api healthcheck' --healthcheck-interval 30s --healthcheck-timeout 3s \
	--label $o.title=ledger-api --label $o.vendor='Sample Payments' --label $o.version=1.2.0 --label $o.licenses=Apache-2.0 \
	--label $o.source=https://git.example.test/payments/ledger-api --label $o.revision=$REV --label $o.created=2026-11-12T08:10:00Z \
	--label $o.base.name=$R/base/static-debian12:2026.10 --label $o.base.digest=sha256:$BASE "$c"
commit "$c" l120 docker 2026-11-12T08:10:00Z; push out/l120 $LEDGER:1.2.0
# edge-cache
c=$($B from scratch); $B add -q "$c" edge.tar / >/dev/null
$B config --cmd '["/bin/httpd","-f","-p","8081","-h","/var/www"]' --port 8081 --user 100:101 --label $o.title=edge-cache "$c"
commit "$c" edge oci 2026-10-26T07:30:00Z; push out/edge $EDGE:2.4

L100=$(digest $LEDGER:1.0.0) L110=$(digest $LEDGER:1.1.0) L120=$(digest $LEDGER:1.2.0) EDGED=$(digest $EDGE:2.4)
raw() { # repository, digest, folder: the exact bytes of manifest and configuration
	mkdir -p "$E/$3"; skopeo inspect --raw --tls-verify=false "docker://$1@sha256:$2" >"$E/$3/manifest.json"
	curl -skfo "$E/$3/config.json" "https://$R/v2/${1#*/}/blobs/$(jq -r .config.digest "$E/$3/manifest.json")"
}
raw $LEDGER $L100 ledger-api/1.0.0; raw $LEDGER $L110 ledger-api/1.1.0; raw $LEDGER $L120 ledger-api/1.2.0; raw $EDGE $EDGED edge-cache/2.4

T="trivy image -q --cache-dir $WORK/trivycache --skip-db-update --skip-java-db-update --offline-scan --insecure --scanners vuln"
scan() { # reference, folder, instant: feed of that day, then the scan
	day=${3%T*}; feed "$DEMO/feed/facts.tsv" "$day" trivycache osvcache
	SAMPLE_CLOCK=$(at "$3") $T --list-all-pkgs --format json --output "$E/$2/scan-trivy-$day.json" "$1"
}
sbom() { SAMPLE_CLOCK=$(at "$3") $T --format cyclonedx --output "$2" "$1"; }
scan $LEDGER@sha256:$L100 ledger-api/1.0.0 2026-08-20T08:20:00Z; sbom $LEDGER@sha256:$L100 "$E/ledger-api/1.0.0/sbom.cdx.json" 2026-08-20T08:21:00Z
scan $LEDGER@sha256:$L110 ledger-api/1.1.0 2026-10-05T08:20:00Z; sbom $LEDGER@sha256:$L110 "$E/ledger-api/1.1.0/sbom.cdx.json" 2026-10-05T08:21:00Z
scan $EDGE@sha256:$EDGED edge-cache/2.4 2026-10-26T07:40:00Z; sbom $EDGE@sha256:$EDGED "$E/edge-cache/2.4/sbom.cdx.json" 2026-10-26T07:41:00Z
scan $LEDGER@sha256:$L100 ledger-api/1.0.0 2026-10-28T05:00:00Z
scan $LEDGER@sha256:$L110 ledger-api/1.1.0 2026-10-28T05:05:00Z
scan $LEDGER@sha256:$L120 ledger-api/1.2.0 2026-11-12T08:20:00Z; sbom $LEDGER@sha256:$L120 "$WORK/sbom-120.json" 2026-11-12T08:21:00Z
scan $LEDGER@sha256:$L100 ledger-api/1.0.0 2026-11-20T05:00:00Z
scan $LEDGER@sha256:$L110 ledger-api/1.1.0 2026-11-20T05:05:00Z
scan $LEDGER@sha256:$L120 ledger-api/1.2.0 2026-11-20T05:10:00Z
scan $EDGE@sha256:$EDGED edge-cache/2.4 2026-11-20T05:15:00Z
# A second scanner on the last two builds; it ends with 1 when it finds anything.
for v in 1.1.0 1.2.0; do
	skopeo copy -q --src-tls-verify=false docker://$LEDGER:$v docker-archive:$WORK/ledger-api-$v.tar:$LEDGER:$v
	(SAMPLE_CLOCK=$(at 2026-11-20T06:00:00Z) osv-scanner scan image --offline --local-db-path "$WORK/osvcache" \
		--archive ledger-api-$v.tar --format json --output-file "$E/ledger-api/$v/scan-osv-2026-11-20.json" 2>osv.log) || [ $? = 1 ] || { cat osv.log; exit 1; }
	! grep -q "could not load" osv.log
	rm ledger-api-$v.tar
done
rows='[.Results[]?.Vulnerabilities[]? | [.VulnerabilityID, .PkgName, .InstalledVersion, .Severity]] | sort'
[ "$(jq -c "$rows" "$E/ledger-api/1.1.0/scan-trivy-2026-11-20.json")" = "$(jq -c "$rows" "$E/ledger-api/1.2.0/scan-trivy-2026-11-20.json")" ] ||
	{ echo 'the scanner tells 1.1.0 and 1.2.0 apart: the story no longer holds' >&2; exit 1; }

# Signature and attestations of 1.2.0. The private key never leaves $WORK.
export COSIGN_PASSWORD=$(openssl rand -hex 16); rm -f cosign.key cosign.pub; cosign generate-key-pair 2>/dev/null; cp cosign.pub "$DEMO/cosign.pub"
python3 "$DEMO/predicates.py" "$L120" "$BASE" "$REV" "$WORK"
K="--key cosign.key --tlog-upload=false --allow-insecure-registry -y"
SAMPLE_CLOCK=$(at 2026-11-12T08:30:00Z) cosign sign $K $LEDGER@sha256:$L120 2>/dev/null
attest() { SAMPLE_CLOCK=$(at "$3") cosign attest $K --type "$1" --predicate "$2" "$4" 2>/dev/null; }
attest cyclonedx sbom-120.json 2026-11-12T08:31:00Z $LEDGER@sha256:$L120
attest slsaprovenance1 provenance.json 2026-11-12T08:32:00Z $LEDGER@sha256:$L120
attest openvex vex-1.json 2026-11-12T15:00:00Z $LEDGER@sha256:$L120
attest openvex vex-2.json 2026-11-20T15:00:00Z $LEDGER@sha256:$L120
cosign verify --key cosign.pub --insecure-ignore-tlog --allow-insecure-registry $LEDGER@sha256:$L120 >/dev/null 2>&1
for t in cyclonedx slsaprovenance1 openvex; do cosign verify-attestation --key cosign.pub --insecure-ignore-tlog --allow-insecure-registry --type $t $LEDGER@sha256:$L120 >/dev/null 2>&1; done
skopeo copy -q --src-tls-verify=false docker://$LEDGER:sha256-$L120.att dir:out/att; skopeo copy -q --src-tls-verify=false docker://$LEDGER:sha256-$L120.sig dir:out/sig
V="$E/ledger-api/1.2.0"; n=0
for name in sbom provenance vex-2026-11-12 vex-2026-11-20; do
	cp "out/att/$(jq -r ".layers[$n].digest" out/att/manifest.json | cut -d: -f2)" "$V/$name.dsse.json"; n=$((n + 1))
done
cp out/sig/manifest.json "$V/signature.manifest.json"; cp "out/sig/$(jq -r '.layers[0].digest' out/sig/manifest.json | cut -d: -f2)" "$V/signature.payload.json"
# Valid, but of another image: 1.1.0's SBOM signed for 1.1.0 (for tests; not in the sample).
attest cyclonedx "$E/ledger-api/1.1.0/sbom.cdx.json" 2026-11-12T09:00:00Z $LEDGER@sha256:$L110
skopeo copy -q --src-tls-verify=false docker://$LEDGER:sha256-$L110.att dir:out/att110
cp "out/att110/$(jq -r '.layers[0].digest' out/att110/manifest.json | cut -d: -f2)" "$DEMO/extra/sbom-of-1.1.0.dsse.json"
rm cosign.key

python3 "$DEMO/collect.py" "$L100" "$L110" "$L120" "$EDGED" "$WORK"
# The index goes to the registry as well, which checks that everything it names is there.
put() { curl -skf -X PUT -H "Content-Type: $2" --data-binary @"$1" "https://$R/v2/payments/ledger-api/manifests/$3" >/dev/null; }
blob() { u=$(curl -skfi -X POST https://$R/v2/payments/ledger-api/blobs/uploads/ | tr -d '\r' | awk 'tolower($1)=="location:"{print $2}')
	curl -skf -X PUT -H 'Content-Type: application/octet-stream' --data-binary @"$1" "$u&digest=sha256:$(sha256sum <"$1" | cut -d' ' -f1)" >/dev/null; }
blob "$V/buildkit-provenance.json"; blob out/attestation-config.json
put "$V/buildkit-attestation.manifest.json" application/vnd.oci.image.manifest.v1+json "sha256:$(sha256sum <"$V/buildkit-attestation.manifest.json" | cut -d' ' -f1)"
put "$V/index.json" application/vnd.oci.image.index.v1+json 1.2
du -sh "$E"
