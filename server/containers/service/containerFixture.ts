import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Container, ContainerSpec } from "#contract/container.ts";
import type { ImageConfig } from "#contract/image.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { ProblemError } from "#contract/problemError.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { encodeImageConfig, parseImageConfig } from "#server/oci/store/config.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import type { SandboxUser } from "#server/sandbox/executor/sandboxUsers.ts";
import type { Attachment, LogOptions } from "../containers.ts";
import { instanceOf } from "../docker/instance.ts";
import type { ContainerLimits } from "./containerLimits.ts";
import { ContainerService } from "./containerService.ts";

export const OWNER = "w";
const never = new AbortController().signal;

const TEST_LIMITS: ContainerLimits = {
  count: 10,
  memoryBytes: 300e6,
  processes: 64,
  cpus: 2,
  diskBytes: 50e6,
  logBytes: 1e6,
  seconds: 0,
  idleSeconds: 0,
};

/** What runs the containers of a test: the sandboxes of a user, or the Docker engine at an address. */
export interface ContainerRunner {
  readonly user?: SandboxUser;
  readonly address?: string;
  readonly isShared?: boolean;
}

/** For tests: a data folder of one user with busybox in it, and the service on it. */
export class ContainerFixture {
  readonly dir = mkdtempSync(join(tmpdir(), "strata-containers-"));
  readonly images;
  readonly failures: unknown[] = [];
  containers: ContainerService;
  #runner: ContainerRunner;
  #limits: ContainerLimits;

  constructor(runner: ContainerRunner, limits: Partial<ContainerLimits> = {}) {
    this.#runner = runner;
    this.#limits = { ...TEST_LIMITS, ...limits };
    this.images = openImageStore({ dir: this.dir, blobs: openBlobStore(join(this.dir, "blobs")) });
    ensureStarterImages(this.images);
    this.addImage("busybox");
    const { user } = runner;
    if (user?.uid !== undefined) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, this.dir]);
    this.containers = this.#open();
  }

  /** Busybox with another configuration. */
  addImage(tag: string, changes: ImageConfig["config"] = {}): void {
    const starter = this.images.pulled("docker.io/library/busybox:latest", formatPlatform(hostPlatform()), "starter");
    if (starter === undefined) throw new Error("the starter image is missing");
    const config = parseImageConfig(starter.configBytes);
    const bytes = encodeImageConfig({ ...config, config: { ...config.config, ...changes } });
    const layers = starter.layers.map(({ diffId }) => diffId);
    this.images.put({ workspace: OWNER, config: bytes, layers, tags: [tag] });
  }

  /** As after a stop of the server; `limits` replace those of before. */
  async reopen(limits: Partial<ContainerLimits> = {}): Promise<void> {
    await this.containers.close();
    this.#limits = { ...this.#limits, ...limits };
    this.containers = this.#open();
  }

  /** As after a restart with other settings; `{}` is a machine with neither sandbox nor engine. */
  async reopenWith(runner: ContainerRunner): Promise<void> {
    this.#runner = runner;
    await this.reopen();
  }

  /** As after a kill of the server: nothing was closed. */
  openAgain(): void {
    this.containers = this.#open();
  }

  /** Creates and starts a container that runs a script. */
  async run(script: string, spec: Partial<ContainerSpec> = {}): Promise<Container> {
    const created = await this.containers.create(OWNER, {
      image: "busybox",
      command: ["/bin/sh", "-c", script],
      ...spec,
    });
    await this.containers.start(OWNER, created.id);
    return created;
  }

  /** Runs a script to its end. */
  async ran(script: string, spec: Partial<ContainerSpec> = {}) {
    const { id } = await this.run(script, spec);
    const state = await this.exit(id);
    return { id, state, output: await this.log(id) };
  }

  exit(ref: string) {
    return this.containers.wait(OWNER, ref, "not-running", AbortSignal.timeout(20_000));
  }

  async log(ref: string, options: LogOptions = {}, signal = never): Promise<string> {
    return await textOf(this.containers.logs(OWNER, ref, options, signal));
  }

  state(ref: string) {
    return this.containers.get(OWNER, ref).state;
  }

  /** Lists what is ours on an engine. */
  get instance(): string {
    return instanceOf(this.dir);
  }

  async close(): Promise<void> {
    // An engine keeps what is not removed.
    const kept = this.#runner.address === undefined ? [] : this.containers.list(OWNER);
    for (const { id } of kept) await this.containers.remove(OWNER, id, { force: true });
    await this.containers.close();
    this.images.close();
    await removeTrees([this.dir]);
    rmSync(this.dir, { recursive: true, force: true });
  }

  #open(): ContainerService {
    return new ContainerService({
      settings: {
        dataDir: this.dir,
        network: { mode: "filtered", allow: [] },
        sandbox: this.#runner.user === undefined ? "no" : "auto",
      },
      images: this.images,
      limits: this.#limits,
      changeConfig: (config) => ({ ok: true, config }),
      withoutSweep: (work) => work(),
      onFailure: (error) => this.failures.push(error),
      ...(this.#runner.user !== undefined && { launch: this.#runner.user.launch }),
      ...(this.#runner.address !== undefined && {
        docker: {
          hosts: [{ address: this.#runner.address, from: "the test" }],
          isShared: this.#runner.isShared ?? false,
        },
      }),
    });
  }
}

/** Everything that is printed from now on. */
export async function textOf(output: Attachment["output"]): Promise<string> {
  let text = "";
  for await (const { bytes } of output) text += Buffer.from(bytes).toString();
  return text;
}

/** What went wrong, as a person sees it. */
export async function problemOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem;
  throw new Error(`not a problem: ${String(error)}`);
}
