import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { System } from "./system.ts";

/**
 * Docker with BuildKit. `DOCKER` is the command (default `docker`; words split at spaces). Where the engine sees the disk
 * under another path, `REFERENCE_SHARE` is a folder here and `REFERENCE_SHARE_INSIDE` the same folder there.
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
        writeFileSync(join(directory, name), content);
      }
      return Promise.resolve({ ...prepared, directory: directory.replace(share, inside) });
    },
    build: (prepared) => docker(["buildx", "build", "--quiet", prepared.directory ?? "."]),
    peakMemory: () => Promise.resolve(undefined),
    close() {
      rmSync(root, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
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
