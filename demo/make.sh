#!/bin/bash
# Makes the sample evidence. Debian 12 as root, with:
#   go 1.26, docker-registry 2.8, skopeo 1.9, buildah 1.28, debootstrap, busybox-static,
#   openssl, jq, curl, python3 (see README.md for the tools that are built from source)
# Everything is made in $WORK; only demo/evidence, demo/extra, demo/cosign.pub and
# demo/manifest.json are written here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export WORK=${WORK:-/var/tmp/proofmark-demo} DEMO=$here
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
"$here/make-tools.sh"

# The application: one source, built as it is and with the carried patches.
app() { # folder, version, patched?
	rm -rf "$WORK/src"; cp -r "$here/app" "$WORK/src"; cd "$WORK/src"
	go mod vendor
	if [ "$3" = patched ]; then ./carried-patches.sh; go test -mod=vendor -tags patched ./...; fi
	mkdir -p "$1"
	CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -buildvcs=false -mod=vendor -trimpath \
		-ldflags "-s -w -X main.version=$2" -o "$1/ledger-api" .
	# What the VEX statements say of this binary is looked up in its symbols (unstripped twin).
	CGO_ENABLED=0 go build -buildvcs=false -mod=vendor -trimpath -o "$WORK/twin" .
	! go tool nm "$WORK/twin" | grep -v ' vendor/' | grep -E 'x/text/unicode/norm|x/sys/windows|unix\.Faccessat'
}
app "$WORK/bin/1.0.0" 1.0.0 plain
app "$WORK/bin/1.1.0" 1.1.0 plain
app "$WORK/bin/1.2.0" 1.2.0 patched

# The revision of the application's source: a commit with fixed author and date.
rm -rf "$WORK/rev"; cp -r "$here/app" "$WORK/rev"; cd "$WORK/rev"
git init -q; git add -A
GIT_AUTHOR_DATE='2026-11-12T08:00:00Z' GIT_COMMITTER_DATE='2026-11-12T08:00:00Z' \
	git -c user.name=sample -c user.email=sample@example.test commit -qm 'ledger-api 1.2.0'
git rev-parse HEAD >"$WORK/revision"

# A full Debian tree, once.
if [ ! -e "$WORK/rootfs/etc/debian_version" ]; then
	debootstrap --variant=minbase --include=ca-certificates,curl,openssh-client,perl,tzdata,netbase bookworm "$WORK/rootfs" "$mirror"
fi
pack() { tar -C "$1" --sort=name --mtime=@1786579200 --numeric-owner --owner=0 --group=0 -cf "$2" .; }
rm -rf "$WORK/rootfs"/var/{cache/apt,log,lib/apt/lists}/* "$WORK/rootfs"/usr/share/{doc,man,locale}/*
tar -C "$WORK/rootfs" --sort=name --mtime=@1786579200 --numeric-owner --exclude=./dev/* -cf "$WORK/debian.tar" .

# A small base laid out like distroless images: files of a few Debian packages and their
# records under status.d, no shell, no package manager.
s="$WORK/static"; rm -rf "$s"; mkdir -p "$s"/{etc,tmp,home/nonroot,var/lib/dpkg/status.d,usr/share/zoneinfo,etc/ssl/certs}
for p in base-files ca-certificates netbase tzdata; do
	awk -v p="Package: $p" 'BEGIN{RS="";ORS="\n"} index($0,p"\n")==1' "$WORK/rootfs/var/lib/dpkg/status" >"$s/var/lib/dpkg/status.d/$p"
done
cp -L "$WORK/rootfs"/etc/{os-release,debian_version,services,protocols} "$s/etc/"
cp "$WORK/rootfs/etc/ssl/certs/ca-certificates.crt" "$s/etc/ssl/certs/"
cp -rL "$WORK/rootfs"/usr/share/zoneinfo/{UTC,Etc,Europe} "$s/usr/share/zoneinfo/"
printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >"$s/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$s/etc/group"; chmod 1777 "$s/tmp"
pack "$s" "$WORK/static.tar"

# A base laid out like Alpine: BusyBox (Debian's static build), a shell, an apk database.
e="$WORK/edge"; rm -rf "$e"; mkdir -p "$e"/{bin,sbin,etc/apk,lib/apk/db,var/www,tmp}
cp /bin/busybox "$e/bin/busybox"
for a in sh ls cat httpd wget awk; do ln -s busybox "$e/bin/$a"; done
printf '#!/bin/sh\necho "apk: a stand-in of the sample base; packages are fixed at build" >&2\nexit 1\n' >"$e/sbin/apk"; chmod 755 "$e/sbin/apk"
printf '3.20.3\n' >"$e/etc/alpine-release"
printf 'NAME="Sample Base"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Sample base laid out like Alpine 3.20 (not Alpine Linux)"\n' >"$e/etc/os-release"
printf 'root:x:0:0:root:/root:/bin/sh\n' >"$e/etc/passwd"
record() { printf 'P:%s\nV:%s\nA:x86_64\nS:1\nI:1\nT:%s\nU:https://registry.example.test/base\nL:%s\no:%s\nm:Sample <sample@example.test>\n\n' "$1" "$2" "$3" "$4" "$1"; }
{ record alpine-baselayout 3.6.5-r0 "File system layout" GPL-2.0-only; record busybox 1.35.0-r0 "Small set of common tools" GPL-2.0-only
  record apk-tools 2.14.4-r0 "Package manager (stand-in)" GPL-2.0-only; } >"$e/lib/apk/db/installed"
echo 'edge-cache' >"$e/var/www/index.html"; printf 'busybox\napk-tools\n' >"$e/etc/apk/world"
pack "$e" "$WORK/edge.tar"

# The rest happens in a network of its own (loopback only) in which registry.example.test
# is this machine, so that names in the evidence are the names in the story.
exec unshare --net --mount "$here/make-evidence.sh"
