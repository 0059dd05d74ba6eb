#!/bin/sh
# Builds the pinned tools into $WORK/tools. They are the released modules; the one
# thing changed is the clock of Go's standard library, laid over at build time, so
# that SAMPLE_CLOCK=<unix seconds> starts a tool at that second. Go programs do not
# ask the C library for the time, so libfaketime cannot do this.
set -eu
WORK=${WORK:-/var/tmp/proofmark-demo}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$WORK/tools" "$WORK/overlay" "$WORK/trivy"
root=$(go env GOROOT)
sed 's/^\tsec, nsec, mono := runtimeNow()$/&\n\tsec += sampleShift/' "$root/src/time/time.go" >"$WORK/overlay/time.go"
cat >"$WORK/overlay/sample_clock.go" <<'GO'
package time

import "syscall"

// The wall clock is moved, the monotonic clock is not: timeouts keep working.
var sampleShift = sampleShiftFromEnv()

func sampleShiftFromEnv() int64 {
	text, ok := syscall.Getenv("SAMPLE_CLOCK")
	if !ok || text == "" {
		return 0
	}
	var want int64
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			panic("SAMPLE_CLOCK is not a whole number of seconds")
		}
		want = want*10 + int64(c-'0')
	}
	sec, _, _ := runtimeNow()
	return want - sec
}
GO
cat >"$WORK/overlay/overlay.json" <<JSON
{"Replace":{"$root/src/time/time.go":"$WORK/overlay/time.go","$root/src/time/sample_clock.go":"$WORK/overlay/sample_clock.go"}}
JSON
export GOBIN="$WORK/tools" GOFLAGS="-buildvcs=false -p=2"
clock="-overlay $WORK/overlay/overlay.json"
[ -x "$GOBIN/cosign" ] || go install $clock -ldflags "-s -w -X sigs.k8s.io/release-utils/version.gitVersion=v2.6.5" \
	github.com/sigstore/cosign/v2/cmd/cosign@v2.6.5
[ -x "$GOBIN/osv-scanner" ] || go install $clock -ldflags "-s -w" github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.5.0
if [ ! -x "$GOBIN/trivy" ]; then
	cd "$WORK/trivy"
	printf 'module trivy\n\ngo 1.22.4\n\nrequire github.com/aquasecurity/trivy v0.55.0\n' >go.mod
	go build -mod=mod $clock -ldflags "-s -w -X github.com/aquasecurity/trivy/pkg/version/app.ver=0.55.0" \
		-o "$GOBIN/trivy" github.com/aquasecurity/trivy/cmd/trivy
fi
cd "$here/feed" && go build -o "$GOBIN/feed" .
