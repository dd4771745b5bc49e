import { chmodSync, lchownSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import { scanUpper, type UpperEntry } from "#server/rootfs/scanUpper.ts";
import { unpackLayer } from "#server/rootfs/unpackLayer.ts";
import type { Executor, OutputStream, RunResult, RunSpec, StartedRun } from "./executor.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { removeTrees } from "./removeTrees.ts";
import { runToEnd } from "./runToEnd.ts";
import type { SandboxUser } from "./sandboxUsers.ts";

export interface RunOutcome {
  readonly result: RunResult;
  readonly stdout: string;
  readonly stderr: string;
  readonly upper: string;
  readonly layer: () => Promise<UpperEntry[]>;
}

/** For tests: a folder of one user with the starter image unpacked in it, and a short way to run a script on it. */
export interface SandboxFixture {
  readonly dir: string;
  /** The starter image's root. */
  readonly busybox: string;
  readonly executor: Executor;
  newDir(name?: string): string;
  /** Gives a file to the user of the sandbox. */
  own(path: string): string;
  /** Like `run`, without waiting. */
  start(script: string | readonly string[], changes?: Partial<RunSpec>, signal?: AbortSignal): StartedRun;
  /** `script` runs in the starter image's shell; `changes` override the defaults. */
  run(script: string | readonly string[], changes?: Partial<RunSpec>, signal?: AbortSignal): Promise<RunOutcome>;
  /** The same with another executor. */
  with(executor: Executor): SandboxFixture;
  close(): Promise<void>;
}

const PLATFORMS: Partial<Record<NodeJS.Architecture, string>> = { x64: "linux/amd64", arm64: "linux/arm64" };

export async function openSandboxFixture(user: SandboxUser, executor?: Executor): Promise<SandboxFixture> {
  const dir = mkdtempSync(join(tmpdir(), "strata-sandbox-"));
  chmodSync(dir, 0o755);
  const own = (path: string) => {
    if (user.root !== undefined) lchownSync(path, user.root.uid, user.root.gid);
    return path;
  };
  let count = 0;
  const newDir = (name = "dir") => {
    const path = join(dir, `${name}-${count++}`);
    mkdirSync(path, { mode: 0o755 });
    return own(path);
  };
  const busybox = newDir("busybox");
  const images = await unpackStarter(join(dir, "store"), busybox, user);
  const specOf = (script: string | readonly string[], changes: Partial<RunSpec>): RunSpec => ({
    ...usualSpec(script, busybox, newDir("upper"), newDir("work")),
    ...changes,
  });
  const fixture = (runner: Executor): SandboxFixture => ({
    dir,
    busybox,
    executor: runner,
    newDir,
    own,
    start: (script, changes = {}, signal = AbortSignal.timeout(60_000)) =>
      runner.start(specOf(script, changes), signal),
    async run(script, changes = {}, signal = AbortSignal.timeout(60_000)) {
      const spec = specOf(script, changes);
      const output: Record<OutputStream, Buffer[]> = { stdout: [], stderr: [] };
      const take = (stream: OutputStream, bytes: Uint8Array) => output[stream].push(Buffer.from(bytes));
      const result = await runToEnd(runner, spec, take, signal);
      return {
        result,
        stdout: Buffer.concat(output.stdout).toString(),
        stderr: Buffer.concat(output.stderr).toString(),
        upper: spec.upperDir,
        layer: () => scanUpper(spec.upperDir, undefined, user.launch),
      };
    },
    with: fixture,
    async close() {
      images.close();
      await removeTrees([dir]);
    },
  });
  return fixture(executor ?? createLinuxExecutor({ launch: user.launch }));
}

async function unpackStarter(store: string, target: string, user: SandboxUser): Promise<{ close(): void }> {
  mkdirSync(store);
  const blobs = openBlobStore(join(store, "blobs"));
  const images = openImageStore({ dir: store, blobs });
  ensureStarterImages(images);
  const image = images.pulled("docker.io/library/busybox:latest", PLATFORMS[process.arch] ?? "", "starter");
  for (const { diffId } of image?.layers ?? []) {
    await unpackLayer(blobs.path(diffId), indexLayer(blobs, diffId), target, undefined, user.launch);
  }
  return { close: () => images.close() };
}

function usualSpec(script: string | readonly string[], lower: string, upperDir: string, workDir: string): RunSpec {
  return {
    lowerDirs: [lower],
    upperDir,
    workDir,
    argv: typeof script === "string" ? ["/bin/sh", "-c", script] : script,
    env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    cwd: "/",
    uid: 0,
    gid: 0,
    groups: [],
    hostname: "buildkitsandbox",
    network: "none",
    mounts: [],
    limits: { memoryBytes: 512e6, processes: 200, diskBytes: 512e6, outputBytes: 64e6, seconds: 30 },
  };
}
