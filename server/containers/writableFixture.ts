import { join } from "node:path";
import type { ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { type BlobStore, openBlobStore } from "#server/oci/store/blobStore.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { type ImageStore, openImageStore } from "#server/oci/store/imageStore.ts";
import type { RunSpec, StartedRun } from "#server/sandbox/executor/executor.ts";
import { openSandboxFixture, type RunOutcome } from "#server/sandbox/executor/sandboxFixture.ts";
import type { SandboxUser } from "#server/sandbox/executor/sandboxUsers.ts";
import type { Writable } from "./writable.ts";

/** For tests: a writable layer in use. */
export interface RunningWritable extends Writable, StartedRun {
  /** Waits for the end; what was printed after `ready`. */
  rest(): Promise<string>;
}

/** For tests: the starter image, its files for one user, and writable layers that commands leave on top of it. */
export interface WritableFixture {
  readonly dir: string;
  /** The unpacked starter image. */
  readonly busybox: string;
  readonly blobs: BlobStore;
  readonly images: ImageStore;
  readonly layers: readonly Digest[];
  readonly config: ImageConfig;
  newDir(): string;
  /** Runs a script as a container would; fails if the script does. */
  write(script: string, changes?: Partial<RunSpec>): Promise<Writable & RunOutcome>;
  /** The same, while the script still runs: it has printed `ready`. */
  begin(script: string, changes?: Partial<RunSpec>): Promise<RunningWritable>;
  close(): Promise<void>;
}

export async function openWritableFixture(user: SandboxUser): Promise<WritableFixture> {
  const sandbox = await openSandboxFixture(user);
  const store = join(sandbox.dir, "store");
  const blobs = openBlobStore(join(store, "blobs"));
  const images = openImageStore({ dir: store, blobs });
  const { os, architecture } = hostPlatform();
  const image = images.pulled("docker.io/library/busybox:latest", `${os}/${architecture}`, "starter");
  if (image === undefined) throw new Error("there is no starter image for this machine");
  const layers = image.layers.map(({ diffId }) => diffId);
  return {
    dir: sandbox.dir,
    busybox: sandbox.busybox,
    blobs,
    images,
    layers,
    config: image.config,
    newDir: () => sandbox.newDir(),
    async write(script, changes) {
      const outcome = await sandbox.run(`set -e\n${script}`, changes);
      const { result, stderr } = outcome;
      if (result.kind !== "exit" || result.code !== 0) throw new Error(`${JSON.stringify(result)} ${stderr}`);
      return { ...outcome, layers, mountPoints: (changes?.mounts ?? []).map(({ target }) => target) };
    },
    async begin(script, changes = {}) {
      const upper = sandbox.newDir("upper");
      const run = sandbox.start(`set -e\n${script}`, { ...changes, upperDir: upper });
      run.output.stderr.resume();
      const printed: string[] = [];
      await new Promise<void>((resolve) => {
        run.output.stdout.on("data", (bytes: Buffer) => {
          printed.push(String(bytes));
          if (printed.join("").includes("ready\n")) resolve();
        });
        run.output.stdout.once("end", resolve);
      });
      const rest = async () => {
        await run.wait();
        return printed.join("").split("ready\n")[1] ?? "";
      };
      return { ...run, rest, layers, upper, mountPoints: (changes.mounts ?? []).map(({ target }) => target) };
    },
    async close() {
      images.close();
      await sandbox.close();
    },
  };
}
