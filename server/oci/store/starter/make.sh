#!/bin/sh
# Makes the starter images anew from Debian's busybox-static: layers (zstd) and starter.json beside this script.
# Needs apt-get, dpkg-deb and Node 24; changes nothing on the machine. The same package makes the same bytes.
#   make.sh [node]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
node=${1:-node}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for arch in amd64 arm64; do
  mkdir -p "$work/$arch/lists/partial" "$work/$arch/cache/archives/partial"
  apt() {
    apt-get -qq -o APT::Architecture=$arch -o APT::Architectures=$arch -o Dir::State::Lists="$work/$arch/lists" \
      -o Dir::State::status=/dev/null -o Dir::Cache="$work/$arch/cache" -o APT::Sandbox::User= "$@"
  }
  apt update
  (cd "$work/$arch" && apt download busybox-static)
  dpkg-deb --fsys-tarfile "$work/$arch"/busybox-static_*.deb >"$work/$arch/package.tar"
  dpkg-deb --field "$work/$arch"/busybox-static_*.deb Version >"$work/$arch/version"
done

# The applets are the same for both; the one that runs here tells them.
dpkg-deb -x "$work/$(dpkg --print-architecture)"/busybox-static_*.deb "$work/native"
busybox=$(find "$work/native" -name busybox -type f -perm -u+x | head -n 1)
"$busybox" --list >"$work/applets"
"$node" "$here/makeStarter.ts" "$work" "$here"
