#!/usr/bin/env bash
# Builds strata-sandbox for amd64 and arm64 into bin/, static and stripped, with musl from Debian's packages.
# The same packages give the same bytes. Needs on Debian 12 (amd64):
#   apt-get install musl-tools gcc-aarch64-linux-gnu linux-libc-dev linux-libc-dev-arm64-cross
# musl for arm64 is fetched with apt into a private directory; nothing of the system is changed.
#
#   build.sh [amd64] [arm64]     both without an argument
set -euo pipefail
cd "$(dirname "$0")"
out=$PWD/bin
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$out"

FLAGS=(-std=gnu17 -D_GNU_SOURCE -Os -static -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--build-id=none
  -fno-asynchronous-unwind-tables -fstack-protector-strong -ffile-prefix-map="$PWD"=. -Wall -Wextra -Werror -s)

# The kernel's headers, which musl's compilers do not look for.
kernel_headers() { # FROM ASM
  mkdir -p "$tmp/$1/include"
  ln -s "$2/linux" "$2/asm-generic" "$tmp/$1/include/"
  ln -s "$3" "$tmp/$1/include/asm"
}

build_amd64() {
  kernel_headers amd64 /usr/include /usr/include/x86_64-linux-gnu/asm
  musl-gcc "${FLAGS[@]}" -isystem "$tmp/amd64/include" source/*.c -o "$tmp/strata-sandbox-amd64"
}

fetch_musl_arm64() {
  local apt=(-o "Dir::State=$tmp/apt" -o "Dir::State::status=$tmp/apt/status" -o "Dir::Cache=$tmp/apt/cache"
    -o APT::Architecture=arm64 -o APT::Architectures::=arm64 -o "APT::Sandbox::User=root")
  mkdir -p "$tmp/apt/lists/partial" "$tmp/apt/cache/archives/partial"
  touch "$tmp/apt/status"
  apt-get "${apt[@]}" update -qq
  (cd "$tmp" && apt-get "${apt[@]}" download -qq musl-dev:arm64)
  dpkg-deb -x "$tmp"/musl-dev_*_arm64.deb "$tmp/musl"
}

build_arm64() {
  fetch_musl_arm64
  local musl=$tmp/musl/usr/lib/aarch64-linux-musl headers=$tmp/musl/usr/include/aarch64-linux-musl
  local gcc; gcc=$(aarch64-linux-gnu-gcc -print-libgcc-file-name)
  kernel_headers arm64 /usr/aarch64-linux-gnu/include /usr/aarch64-linux-gnu/include/asm
  aarch64-linux-gnu-gcc "${FLAGS[@]}" -nostdinc -nostdlib -isystem "$headers" -isystem "$tmp/arm64/include" \
    -isystem "$(dirname "$gcc")/include" -mno-outline-atomics source/*.c "$musl/crt1.o" "$musl/crti.o" \
    -Wl,--start-group "$musl/libc.a" "$gcc" -Wl,--end-group "$musl/crtn.o" -o "$tmp/strata-sandbox-arm64"
}

for arch in "${@:-amd64 arm64}"; do
  for one in $arch; do
    "build_$one"
    mv "$tmp/strata-sandbox-$one" "$out/" # at once: it may be in use
  done
done
ls -l "$out"
