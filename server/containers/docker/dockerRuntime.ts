import { setImmediate as immediate } from "node:timers/promises";
import { problemError } from "#contract/problemError.ts";
import type { DockerHost } from "#server/docker/findDockerHosts.ts";
import { NoDockerError, openDocker } from "#server/docker/openDocker.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { type ChannelMessage, Channels } from "../process/channels.ts";
import { type ContainerRuntime, RuntimeDiedError, type RuntimeListener } from "../process/containerRuntime.ts";
import type { CallName, RuntimeCalls } from "../process/protocol.ts";
import { DockerContainers } from "./dockerContainers.ts";
import { type DockerHandlers, dockerHandlers } from "./dockerHandlers.ts";
import { DockerViews } from "./dockerViews.ts";
import { EngineContainers, type EngineContainersOptions } from "./engineContainers.ts";
import { engineProblem } from "./engineErrors.ts";
import { EngineImages } from "./engineImages.ts";
import { EngineNames } from "./engineNames.ts";

export interface DockerRuntimeOptions extends Pick<EngineContainersOptions, "network" | "toMake" | "known"> {
  readonly hosts: readonly DockerHost[];
  readonly instance: string;
  readonly dataDir: string;
  readonly images: ImageStore;
}

interface Opened {
  readonly handlers: DockerHandlers;
  readonly engine: EngineContainers;
  readonly containers: DockerContainers;
}

/** Runs containers on a Docker engine, from this process: it only passes bytes on. */
export class DockerRuntime implements ContainerRuntime {
  readonly channels: Channels;
  readonly #inner: Channels;
  readonly #options: DockerRuntimeOptions;
  readonly #listener: RuntimeListener;
  #opened: Promise<Opened> | undefined;
  #closing: Promise<void> | undefined;
  readonly #calls = new Set<Promise<unknown>>();
  #delivered: Promise<void> = Promise.resolve();
  #channel = 0;

  constructor(options: DockerRuntimeOptions, listener: RuntimeListener) {
    this.#options = options;
    this.#listener = listener;
    // Both ends are here; each bounds what the other has not used yet.
    this.channels = new Channels((message) => this.#deliver(message));
    this.#inner = new Channels((message) => queueMicrotask(() => this.channels.take(message)));
  }

  get alive(): boolean {
    return this.#closing === undefined;
  }

  async call<Name extends CallName>(
    name: Name,
    request: RuntimeCalls[Name]["request"],
  ): Promise<RuntimeCalls[Name]["answer"]> {
    if (!this.alive) throw new RuntimeDiedError("the runtime was closed");
    const answer = this.#open().then(({ handlers }) => handlers[name](request));
    this.#calls.add(answer);
    try {
      return await answer;
    } finally {
      this.#calls.delete(answer);
    }
  }

  newChannel(): number {
    this.#channel += 1;
    return this.#channel;
  }

  /** Ends the containers that run, and removes what none needs; the others stay on the engine with their files. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    this.#listener.onDeath(undefined);
    // An engine that is gone keeps nobody waiting.
    await opened?.engine.endAll().catch(() => undefined);
    await opened?.containers.settled();
    // What was to be removed is.
    await Promise.allSettled(this.#calls);
    await opened?.engine.tidy(true).catch(() => undefined);
    this.channels.close("the runtime was closed");
    this.#inner.close("the runtime was closed");
  }

  /** Tried again the next time if no engine answers. Throws container/no-executor. */
  async #open(): Promise<Opened> {
    this.#opened ??= this.#connect();
    try {
      return await this.#opened;
    } catch (error) {
      this.#opened = undefined;
      if (!(error instanceof NoDockerError)) throw engineProblem(error);
      throw problemError("container/no-executor", error.message, { next: "Start Docker, then try again." });
    }
  }

  /** After the call that the bytes belong to has been taken. */
  #deliver(message: ChannelMessage): void {
    this.#delivered = this.#delivered.then(async () => {
      await immediate();
      await this.#opened?.catch(() => undefined);
      await immediate();
      this.#inner.take(message);
    });
  }

  async #connect(): Promise<Opened> {
    const { hosts, instance, images, dataDir } = this.#options;
    const { docker, host, version } = await openDocker(hosts);
    const names = new EngineNames(instance);
    const engineImages = new EngineImages({ docker, names, blobs: images.blobs });
    const engine = new EngineContainers({ ...this.#options, docker, names, images: engineImages });
    await engine.recover();
    const containers = new DockerContainers({ docker, engine, dataDir, listener: this.#listener });
    const views = new DockerViews({ images, containerOf: (id) => engine.get(id) });
    const handlers = dockerHandlers({
      containers,
      engine,
      views,
      channels: this.#inner,
      described: { ...host, version },
    });
    return { handlers, engine, containers };
  }
}
