import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { ensureStarterImages, starterImage } from "#server/oci/store/starter.ts";
import { unpackLayer } from "#server/rootfs/unpackLayer.ts";
import { machineEgressPolicy } from "#server/sandbox/egress/machineEgressPolicy.ts";
import { createExecutor } from "#server/sandbox/executor/createExecutor.ts";
import type { StartedRun } from "#server/sandbox/executor/executor.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { attachGuestNetwork, type GuestNetwork } from "./guestNetwork.ts";

/** A command in a sandbox with a filtered network. */
export interface Guest {
  readonly run: StartedRun;
  readonly network: Promise<GuestNetwork>;
  readonly blocked: readonly string[];
  /** What it has written until now. */
  output(): string;
  /** Ends it. */
  stop(): void;
}

/** For tests: starts shell scripts in busybox. */
export class GuestFixture {
  readonly #executor = createExecutor();
  readonly #root = mkdtempSync(join(tmpdir(), "strata-network-"));
  readonly #lower = join(this.#root, "lower");
  #runs = 0;

  async prepare(): Promise<void> {
    const blobs = openBlobStore(join(this.#root, "blobs"));
    const images = openImageStore({ dir: this.#root, blobs });
    ensureStarterImages(images);
    const platform = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
    const reference = { registry: "docker.io", repository: "library/busybox", tag: "latest" };
    mkdirSync(this.#lower);
    for (const { diffId } of starterImage(images, reference, platform)?.layers ?? []) {
      await unpackLayer(blobs.path(diffId), indexLayer(blobs, diffId), this.#lower);
    }
    images.close();
  }

  async remove(): Promise<void> {
    await removeTrees([this.#root]);
  }

  async start(script: string, allow: readonly string[] = [], seconds = 60): Promise<Guest> {
    const folder = join(this.#root, `run-${this.#runs++}`);
    for (const name of ["", "upper", "work"]) mkdirSync(join(folder, name));
    const policy = await machineEgressPolicy(allow);
    const blocked: string[] = [];
    const chunks: Buffer[] = [];
    const controller = new AbortController();
    const attached = Promise.withResolvers<GuestNetwork>();
    const run = this.#executor.start(
      {
        lowerDirs: [this.#lower],
        upperDir: join(folder, "upper"),
        workDir: join(folder, "work"),
        argv: ["/bin/sh", "-c", script],
        env: ["PATH=/bin:/sbin:/usr/bin:/usr/sbin"],
        cwd: "/",
        uid: 0,
        gid: 0,
        groups: [],
        hostname: "guest",
        network: "filtered",
        mounts: [],
        limits: { seconds },
        attachNetwork: (wire) => {
          const onBlocked = (line: string) => blocked.push(line);
          attached.resolve(attachGuestNetwork(wire, { policy, onBlocked, signal: controller.signal }));
        },
      },
      controller.signal,
    );
    for (const stream of Object.values(run.output)) stream.on("data", (bytes: Buffer) => chunks.push(bytes));
    return {
      run,
      network: attached.promise,
      blocked,
      output: () => Buffer.concat(chunks).toString(),
      stop: () => controller.abort(),
    };
  }
}
