import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { processesBelow } from "#server/acceptance/processesBelow.ts";
import { contentPieces } from "./fileContent.ts";
import type { System } from "./system.ts";
import { writePieces } from "./writePieces.ts";

/** What a Docker engine consists of, by the names of its programs: in a chroot, a container or as a service. */
const ENGINE = /^(?:dockerd|containerd|containerd-shim.*|buildkitd|runc|docker-init|docker-proxy)$/;

/**
 * Docker with BuildKit. `DOCKER` is the command (default `docker`; words split at spaces). Where the engine sees the disk
 * under another path, `REFERENCE_SHARE` is a folder here and `REFERENCE_SHARE_INSIDE` the same folder there. Its memory
 * is that of this machine's engine: an engine elsewhere has none here.
 */
export function startReference(): System {
  const share = process.env.REFERENCE_SHARE ?? tmpdir();
  const inside = process.env.REFERENCE_SHARE_INSIDE ?? share;
  const root = mkdtempSync(join(share, "strata-bench-"));
  let count = 0;
  return {
    name: "Docker",
    prepare(prepared) {
      const directory = join(root, String(count++));
      mkdirSync(directory);
      for (const [name, content] of Object.entries({ ...prepared.files, Dockerfile: prepared.dockerfile })) {
        mkdirSync(dirname(join(directory, name)), { recursive: true });
        writePieces(join(directory, name), contentPieces(content));
      }
      return Promise.resolve({ ...prepared, directory });
    },
    build: ({ directory = root }) => docker(["buildx", "build", "--quiet", directory.replace(share, inside)]),
    forget: ({ directory = root }) => rmSync(directory, { recursive: true, force: true }),
    processes: engineProcesses,
    close() {
      rmSync(root, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** The processes of the Docker engines of this machine, and of what they run. */
export function engineProcesses(): number[] {
  const engine = processesBelow(1).filter(({ command }) => ENGINE.test(basename(command.split(" ")[0] ?? "")));
  return [...new Set(engine.flatMap(({ pid }) => [pid, ...processesBelow(pid).map((below) => below.pid)]))];
}

function docker(args: readonly string[]): Promise<void> {
  const [command = "docker", ...first] = (process.env.DOCKER ?? "docker").split(" ");
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors = (errors + chunk).slice(-2000);
    });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`docker ended with ${code}: ${errors}`))));
  });
}
