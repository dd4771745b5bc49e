import type { Readable } from "node:stream";
import type {
  CommitRequest,
  Container,
  ContainerChange,
  ContainerEvent,
  ContainerProcess,
  ContainerSpec,
  ContainerStats,
  ExecSpec,
  Volume,
} from "#contract/container.ts";
import type { ContainersDescription } from "#contract/health.ts";
import type { LayerFiles } from "#contract/image.ts";
import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { Page } from "#server/oci/inspect/layerFiles.ts";
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
} from "../containers.ts";
import type { ContainerRuntime } from "../process/containerRuntime.ts";
import { openAttachment } from "./attachment.ts";
import type { ExitedState } from "./containerExits.ts";
import { runLimits } from "./containerLimits.ts";
import { ContainerParts, type ContainerServiceOptions } from "./containerParts.ts";
import { notRunning } from "./containerRuns.ts";
import { makeVolumes, volumeMounts } from "./containerVolumes.ts";
import { describeContainers } from "./describeContainers.ts";
import { newContainer, requireFreeName, requireNewName } from "./newContainer.ts";
import { whilePaused } from "./whilePaused.ts";

/** Containers of all owners: their records here, their commands in a process of their own. */
export class ContainerService implements Containers {
  readonly #options: ContainerServiceOptions;
  readonly #parts: ContainerParts;

  constructor(options: ContainerServiceOptions) {
    this.#options = options;
    this.#parts = new ContainerParts(options);
  }

  async create(owner: string, spec: ContainerSpec): Promise<Container> {
    const { limits, images } = this.#options;
    if (this.#parts.book.list(owner).length >= limits.count) {
      throw problemError("container/too-many", `There are already ${limits.count} containers.`, {
        next: "Remove those you no longer need: docker container prune.",
      });
    }
    await this.#requireExecutor();
    const image = images.require(owner, spec.image);
    const mounts = volumeMounts(spec, image.config.config?.Volumes ?? {});
    const record = newContainer(owner, spec, image, (name) => this.#parts.book.named(owner, name));
    const container = { ...record.container, volumes: makeVolumes(this.#parts.volumes, owner, mounts) };
    const runtime = this.#parts.host.kind;
    this.#parts.book.put({ ...record, container, ...(runtime === "docker" && { runtime }) });
    return container;
  }

  async start(owner: string, ref: string): Promise<void> {
    await this.#parts.runs.start(this.#parts.book.find(owner, ref));
  }

  async stop(owner: string, ref: string, options?: StopOptions): Promise<void> {
    await this.#parts.runs.stop(this.#parts.book.find(owner, ref), options);
  }

  async kill(owner: string, ref: string, signal?: string): Promise<void> {
    await this.#parts.runs.kill(this.#parts.book.find(owner, ref), signal);
  }

  async restart(owner: string, ref: string, options?: StopOptions): Promise<void> {
    const { id, restarts } = this.#parts.book.find(owner, ref).container;
    this.#parts.restarting.add(id);
    try {
      await this.#parts.runs.stop(this.#parts.book.find(owner, id), options);
      await this.#parts.runs.start(this.#parts.book.find(owner, id));
      this.#parts.book.change(id, { restarts: restarts + 1 });
    } finally {
      this.#parts.restarting.delete(id);
    }
  }

  async rename(owner: string, ref: string, name: string): Promise<void> {
    const { container } = this.#parts.book.find(owner, ref);
    requireNewName(name, container);
    requireFreeName(name, this.#parts.book.named(owner, name));
    this.#parts.book.change(container.id, { name, spec: { ...container.spec, name } });
  }

  async remove(owner: string, ref: string, { force = false, volumes = false }: RemoveOptions = {}): Promise<void> {
    await this.#parts.runs.settled(this.#parts.book.find(owner, ref).container.id);
    const record = this.#parts.book.find(owner, ref);
    const { id, name, state } = record.container;
    if (state.phase === "running") {
      if (!force) {
        const detail = `cannot remove container ${JSON.stringify(ref)}: container is running: stop the container before removing or force remove`;
        throw problemError("container/state", detail, { next: `Stop it first: docker stop ${name}.` });
      }
      await this.#parts.runs.kill(record);
    }
    this.#parts.remove(id, volumes);
  }

  wait(owner: string, ref: string, condition: WaitCondition, signal: AbortSignal): Promise<ExitedState> {
    return this.#parts.runs.wait(this.#parts.book.find(owner, ref), condition, signal);
  }

  /** Whoever looks at a running one keeps the numbers of its writable layer up to date. */
  get(owner: string, ref: string): Container {
    const record = this.#parts.book.find(owner, ref);
    if (record.container.state.phase === "running") this.#parts.counts.refresh(record);
    return record.container;
  }

  list(owner: string): Container[] {
    return this.#parts.book.list(owner);
  }

  async prune(owner: string): Promise<{ readonly ids: readonly string[]; readonly bytes: number }> {
    const stopped = this.#parts.book.list(owner).filter(({ state }) => state.phase !== "running");
    for (const { id } of stopped) this.#parts.remove(id);
    const bytes = stopped.reduce((sum, { writable }) => sum + (writable?.bytes ?? 0), 0);
    return { ids: stopped.map(({ id }) => id), bytes };
  }

  logs(owner: string, ref: string, options: LogOptions, signal: AbortSignal): AsyncIterable<OutputChunk> {
    return this.#parts.logs.read(this.#parts.book.find(owner, ref).container.id, options, signal);
  }

  attach(owner: string, ref: string): Attachment {
    const record = this.#parts.book.find(owner, ref);
    const { id, spec } = record.container;
    const runtime = this.#parts.host.get();
    const resize = (size: TerminalSize) => this.#parts.runs.resize(this.#parts.book.get(id) ?? record, size);
    const { channels, attachment } = openAttachment(runtime, spec.stdin ?? false, resize);
    // If the process dies, the channels end too.
    runtime.call("attach", { id, ...channels }).catch(() => undefined);
    return attachment;
  }

  resize(owner: string, ref: string, size: TerminalSize): void {
    this.#parts.runs.resize(this.#parts.book.find(owner, ref), size);
  }

  async pause(owner: string, ref: string): Promise<void> {
    await this.#parts.runs.pause(this.#parts.book.find(owner, ref));
  }

  async unpause(owner: string, ref: string): Promise<void> {
    await this.#parts.runs.unpause(this.#parts.book.find(owner, ref));
  }

  async exec(owner: string, ref: string, spec: ExecSpec, size?: TerminalSize): Promise<ExecSession> {
    return await this.#parts.execs.start(this.#parts.book.find(owner, ref), spec, size);
  }

  async top(owner: string, ref: string): Promise<ContainerProcess[]> {
    const { id } = this.#parts.book.find(owner, ref).container;
    return [...(await this.#running(owner, ref).call("processes", { id }))];
  }

  async stats(owner: string, ref: string): Promise<ContainerStats> {
    const { id, spec } = this.#parts.book.find(owner, ref).container;
    const usage = await this.#running(owner, ref).call("usage", { id });
    return { ...usage, at: Date.now(), memoryLimit: runLimits(spec, this.#options.limits).memoryBytes ?? 0 };
  }

  async changes(owner: string, ref: string): Promise<ContainerChange[]> {
    return await this.#parts.content.changes(this.#parts.book.find(owner, ref));
  }

  async files(owner: string, ref: string, page: Page): Promise<LayerFiles> {
    return await this.#parts.content.files(this.#parts.book.find(owner, ref), page);
  }

  async entries(owner: string, ref: string, query: EntriesQuery): Promise<EntriesPage> {
    return await this.#parts.content.entries(this.#parts.book.find(owner, ref), query);
  }

  async commit(owner: string, ref: string, request: CommitRequest): Promise<Digest> {
    const record = this.#parts.book.find(owner, ref);
    const commit = () => this.#parts.content.commit(record, request);
    return await (request.pause === false ? commit() : whilePaused(record, this.#parts, commit));
  }

  async stat(owner: string, ref: string, path: string): Promise<PathStat> {
    return await this.#parts.content.stat(this.#parts.book.find(owner, ref), { container: ref, path });
  }

  async readArchive(owner: string, ref: string, path: string): Promise<{ stat: PathStat; tar: Readable }> {
    return await this.#parts.content.readArchive(this.#parts.book.find(owner, ref), { container: ref, path });
  }

  async export(owner: string, ref: string): Promise<Readable> {
    return await this.#parts.content.export(this.#parts.book.find(owner, ref));
  }

  async writeArchive(owner: string, ref: string, path: string, tar: Readable): Promise<void> {
    const record = this.#parts.book.find(owner, ref);
    await this.#options.withoutSweep(() => this.#parts.content.writeArchive(record, { container: ref, path }, tar));
  }

  async createVolume(
    owner: string,
    name: string | undefined,
    labels?: Readonly<Record<string, string>>,
  ): Promise<Volume> {
    return this.#parts.volumes.shown(this.#parts.volumes.create(owner, name, labels));
  }

  async volumes(owner: string): Promise<Volume[]> {
    return await this.#parts.volumes.list(owner);
  }

  async removeVolume(owner: string, name: string): Promise<void> {
    await this.#parts.volumes.remove(owner, name);
  }

  async pruneVolumes(owner: string, all: boolean): Promise<{ names: readonly string[]; bytes: number }> {
    return await this.#parts.volumes.prune(owner, all);
  }

  watch(owner: string, listener: (event: ContainerEvent) => void): () => void {
    return this.#parts.book.watch(owner, listener);
  }

  /** Blobs that the containers of all owners need. */
  needed(): Digest[] {
    return this.#parts.needed();
  }

  /** Layers that running containers have mounted. */
  mounted(): Digest[] {
    return this.#parts.mounted();
  }

  /** Bytes of writable layers and volumes, as last counted. */
  bytes(): number {
    return this.#parts.bytes();
  }

  /** How many containers all owners have, by state. */
  countByState(): Readonly<Record<string, number>> {
    return this.#parts.countByState();
  }

  /** What runs containers here. Nothing is started only to find out. */
  async describe(): Promise<ContainersDescription> {
    return await describeContainers(this.#options, this.#parts.host);
  }

  /** Containers and volumes that are kept but can't be used, one sentence each. */
  notices(): string[] {
    return this.#parts.notices();
  }

  /** Ends all containers. */
  close(): Promise<void> {
    return this.#parts.close();
  }

  async #requireExecutor(): Promise<void> {
    const result = await this.#parts.host.choose();
    if (result.ok) return;
    throw new ProblemError(problem("container/no-executor", result.reason, { next: result.waysOut.join(" ") }));
  }

  #running(owner: string, ref: string): ContainerRuntime {
    const { id, state } = this.#parts.book.find(owner, ref).container;
    const { current } = this.#parts.host;
    if (state.phase !== "running" || current === undefined) throw notRunning(id);
    return current;
  }
}
