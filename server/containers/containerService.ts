import type { Readable } from "node:stream";
import type {
  Container,
  ContainerChange,
  ContainerEvent,
  ContainerProcess,
  ContainerSpec,
  ContainerStats,
  Volume,
} from "#contract/container.ts";
import type { LayerFiles } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { enterSandboxUser, type Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { openAttachment } from "./attachment.ts";
import { ContainerBook } from "./containerBook.ts";
import type { ExitedState } from "./containerExits.ts";
import { ContainerFiles } from "./containerFiles.ts";
import type { ContainerLimits } from "./containerLimits.ts";
import { ContainerLogs } from "./containerLogs.ts";
import { ContainerRuns } from "./containerRuns.ts";
import { type ContainerStore, openContainerStore } from "./containerStore.ts";
import type {
  Attachment,
  Containers,
  ExecSession,
  LogOptions,
  OutputChunk,
  PathStat,
  RemoveOptions,
  StopOptions,
  TerminalSize,
  WaitCondition,
} from "./containers.ts";
import { newContainer, requireFreeName } from "./newContainer.ts";
import type { RuntimeSettings } from "./process/protocol.ts";
import { RuntimeHost } from "./runtimeHost.ts";

export interface ContainerServiceOptions {
  readonly settings: RuntimeSettings;
  readonly images: Pick<ImageStore, "require">;
  readonly limits: ContainerLimits;
  /** Does work during which no unpacked layer is taken away. */
  readonly withoutSweep: <T>(work: () => Promise<T>) => Promise<T>;
  readonly onFailure: (error: unknown) => void;
  /** The user of the runtime process; set in tests. */
  readonly launch?: Launch;
}

/** Containers of all owners: their records here, their commands in a process of their own. */
export class ContainerService implements Containers {
  readonly #options: ContainerServiceOptions;
  readonly #store: ContainerStore;
  readonly #book: ContainerBook;
  readonly #files: ContainerFiles;
  readonly #host: RuntimeHost;
  readonly #runs: ContainerRuns;
  readonly #logs: ContainerLogs;
  #closing = false;

  constructor(options: ContainerServiceOptions) {
    this.#options = options;
    const { settings, limits, launch = enterSandboxUser, withoutSweep } = options;
    this.#store = openContainerStore(settings.dataDir);
    this.#book = new ContainerBook(this.#store);
    this.#files = new ContainerFiles(settings.dataDir, launch);
    this.#host = new RuntimeHost(settings, launch, {
      onEnd: (id, end) => this.#runs.ended(id, end),
      onLogged: (id) => this.#logs.changed(id),
      onDeath: (error) => {
        if (!this.#closing) options.onFailure(error);
        this.#runs.allEnded();
      },
    });
    this.#logs = new ContainerLogs(settings.dataDir, this.#book, () => this.#host.current);
    this.#runs = new ContainerRuns({
      book: this.#book,
      host: this.#host,
      limits,
      withoutSweep,
      onStart: () => {},
      onExit: (id) => this.#afterExit(id),
    });
    this.#recover();
  }

  async create(owner: string, spec: ContainerSpec): Promise<Container> {
    const { limits, images } = this.#options;
    if (this.#book.list(owner).length >= limits.count) {
      throw problemError("container/too-many", `There are already ${limits.count} containers.`, {
        next: "Remove those you no longer need: docker container prune.",
      });
    }
    await this.#requireExecutor();
    const image = images.require(owner, spec.image);
    const record = newContainer(owner, spec, image, (name) => this.#book.named(owner, name));
    this.#book.put(record);
    return record.container;
  }

  async start(owner: string, ref: string): Promise<void> {
    await this.#runs.start(this.#book.find(owner, ref));
  }

  async stop(owner: string, ref: string, options?: StopOptions): Promise<void> {
    await this.#runs.stop(this.#book.find(owner, ref), options);
  }

  async kill(owner: string, ref: string, signal?: string): Promise<void> {
    await this.#runs.kill(this.#book.find(owner, ref), signal);
  }

  async restart(owner: string, ref: string, options?: StopOptions): Promise<void> {
    const { container } = this.#book.find(owner, ref);
    await this.#runs.stop(this.#book.find(owner, ref), options);
    await this.#runs.start(this.#book.find(owner, container.id));
    this.#book.change(container.id, { restarts: container.restarts + 1 });
  }

  async rename(owner: string, ref: string, name: string): Promise<void> {
    const { container } = this.#book.find(owner, ref);
    requireFreeName(name, this.#book.named(owner, name));
    this.#book.change(container.id, { name, spec: { ...container.spec, name } });
  }

  async remove(owner: string, ref: string, { force = false }: RemoveOptions = {}): Promise<void> {
    const record = this.#book.find(owner, ref);
    const { id, name, state } = record.container;
    if (state.phase === "running") {
      if (!force) {
        const detail = `cannot remove container "/${name}": container is running: stop the container before removing or force remove`;
        throw problemError("container/state", detail, { next: `Stop it first: docker stop ${name}.` });
      }
      await this.#runs.kill(record);
    }
    this.#remove(id);
  }

  wait(owner: string, ref: string, condition: WaitCondition, signal: AbortSignal): Promise<ExitedState> {
    return this.#runs.wait(this.#book.find(owner, ref), condition, signal);
  }

  get(owner: string, ref: string): Container {
    return this.#book.find(owner, ref).container;
  }

  list(owner: string): Container[] {
    return this.#book.list(owner);
  }

  async prune(owner: string): Promise<{ readonly ids: readonly string[]; readonly bytes: number }> {
    const stopped = this.#book.list(owner).filter(({ state }) => state.phase !== "running");
    for (const { id } of stopped) this.#remove(id);
    const bytes = stopped.reduce((sum, { writable }) => sum + (writable?.bytes ?? 0), 0);
    return { ids: stopped.map(({ id }) => id), bytes };
  }

  logs(owner: string, ref: string, options: LogOptions, signal: AbortSignal): AsyncIterable<OutputChunk> {
    return this.#logs.read(this.#book.find(owner, ref).container.id, options, signal);
  }

  attach(owner: string, ref: string): Attachment {
    const record = this.#book.find(owner, ref);
    const { id, spec } = record.container;
    const runtime = this.#host.get();
    const resize = (size: TerminalSize) => this.#runs.resize(this.#book.get(id) ?? record, size);
    const { channels, attachment } = openAttachment(runtime, spec.stdin ?? false, resize);
    // If the process dies, the channels end too.
    runtime.call("attach", { id, ...channels }).catch(() => undefined);
    return attachment;
  }

  resize(owner: string, ref: string, size: TerminalSize): void {
    this.#runs.resize(this.#book.find(owner, ref), size);
  }

  async pause(): Promise<void> {
    throw notHere();
  }

  async unpause(): Promise<void> {
    throw notHere();
  }

  async exec(): Promise<ExecSession> {
    throw notHere();
  }

  async top(): Promise<ContainerProcess[]> {
    throw notHere();
  }

  async stats(): Promise<ContainerStats> {
    throw notHere();
  }

  async changes(): Promise<ContainerChange[]> {
    throw notHere();
  }

  async files(): Promise<LayerFiles> {
    throw notHere();
  }

  async commit(): Promise<Digest> {
    throw notHere();
  }

  async stat(): Promise<PathStat> {
    throw notHere();
  }

  async readArchive(): Promise<{ readonly stat: PathStat; readonly tar: Readable }> {
    throw notHere();
  }

  async writeArchive(): Promise<void> {
    throw notHere();
  }

  async createVolume(): Promise<Volume> {
    throw notHere();
  }

  async volumes(): Promise<Volume[]> {
    return [];
  }

  async removeVolume(): Promise<void> {
    throw notHere();
  }

  async pruneVolumes(): Promise<{ readonly names: readonly string[]; readonly bytes: number }> {
    return { names: [], bytes: 0 };
  }

  watch(owner: string, listener: (event: ContainerEvent) => void): () => void {
    return this.#book.watch(owner, listener);
  }

  /** Blobs that the containers of all owners need. */
  needed(): Digest[] {
    return this.#book.all().flatMap(({ container, layers }) => [container.image.id, ...layers]);
  }

  /** Layers that running containers have mounted. */
  mounted(): Digest[] {
    return this.#book.all().flatMap(({ container, layers }) => (container.state.phase === "running" ? layers : []));
  }

  /** Ends all containers. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#host.close();
    await this.#files.close();
    this.#store.close();
  }

  async #requireExecutor(): Promise<void> {
    const result = await this.#host.get().call("probe", undefined);
    if (result.ok) return;
    throw new ProblemError(problem("container/no-executor", result.reason, { next: result.waysOut.join(" ") }));
  }

  /** What ran when an earlier server ended, or was killed, runs no more. */
  #recover(): void {
    this.#runs.allEnded();
    for (const { container } of this.#book.all()) {
      if (container.spec.autoRemove && container.state.phase === "exited") this.#remove(container.id);
    }
    const known = new Set(this.#book.all().map(({ container }) => container.id));
    for (const id of this.#files.layers.list()) if (!known.has(id)) this.#files.remove(id);
  }

  #afterExit(id: string): void {
    this.#logs.changed(id);
    if (this.#book.get(id)?.container.spec.autoRemove) this.#remove(id);
  }

  #remove(id: string): void {
    const record = this.#book.get(id);
    if (record === undefined) return;
    this.#book.delete(id);
    this.#runs.removed(record);
    this.#host.current?.call("forget", { id }).catch(() => undefined);
    this.#logs.changed(id);
    this.#files.remove(id);
  }
}

function notHere() {
  return problemError("container/state", "This server can't do that with containers yet.");
}
