/** What `uname -m` says, by what Node calls an architecture. */
const MACHINES: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64" };

/** The machine that a workshop packed by this Node runs on, as uname calls it; undefined if there can be none. */
export function machineOf(platform: string, arch: string): string | undefined {
  return platform === "linux" ? MACHINES[arch] : undefined;
}

/** The program that starts an unpacked workshop. What its caller sets in the environment wins. */
export function startScript(machine: string, nodeFlags: readonly string[]): string {
  return `#!/bin/sh
# Starts Strata. Nothing is installed, and no network is needed.
#   ./strata          starts the server
#   ./strata doctor   says what works on this machine
#   ./strata --help   lists the options
set -e
if [ "$(uname -sm)" != "Linux ${machine}" ]; then
  echo "This workshop is for Linux on ${machine}; this machine is $(uname -sm)." >&2
  exit 1
fi
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
export STRATA_DATA="\${STRATA_DATA:-$here/data}"
export STRATA_SEED="\${STRATA_SEED:-$here/seed}"
export NODE_COMPILE_CACHE="\${NODE_COMPILE_CACHE:-$here/.cache}"
if [ -d "$here/lessons/further" ]; then export STRATA_LESSONS="\${STRATA_LESSONS:-$here/lessons/further}"; fi
program=server/main.ts
if [ "$1" = doctor ]; then
  shift
  program=scripts/doctor/doctor.ts
fi
exec "$here/node_modules/node/bin/node" ${nodeFlags.join(" ")} "$here/$program" "$@"
`;
}
