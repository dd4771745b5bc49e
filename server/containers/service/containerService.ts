import { join } from "node:path";
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
import type { LayerFiles } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { Page } from "#server/oci/inspect/layerFiles.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { enterSandboxUser, type Launch } from "#server/sandbox/executor/sandboxHelper.ts";
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
import type { RuntimeSettings } from "../process/protocol.ts";
import type { RuntimeProcess } from "../process/runtimeProcess.ts";
import { Volumes } from "../volumes.ts";
import { openAttachment } from "./attachment.ts";
import { ContainerBook } from "./containerBook.ts";
import { type ChangeConfig, ContainerContent } from "./containerContent.ts";
import { ContainerExecs } from "./containerExecs.ts";
import type { ExitedState } from "./containerExits.ts";
import { ContainerFiles } from "./containerFiles.ts";
import { type ContainerLimits, runLimits } from "./containerLimits.ts";
import { ContainerLogs } from "./containerLogs.ts";
import { ContainerRuns, notRunning } from "./containerRuns.ts";
import { type ContainerStore, openContainerStore } from "./containerStore.ts";
import { makeVolumes, volumeMounts } from "./containerVolumes.ts";
import { HealthMonitor } from "./healthMonitor.ts";
import { newContainer, requireFreeName } from "./newContainer.ts";
import { RuntimeHost } from "./runtimeHost.ts";
import { containerView } from "./startRequest.ts";
import { WritableCounts } from "./writableCounts.ts";

export interface ContainerServiceOptions {
  readonly settings: RuntimeSettings;
  readonly images: Pick<ImageStore, "require" | "get" | "blobs">;
  /** Applies the instructions of `docker commit --change`. */
  readonly changeConfig: ChangeConfig;
  readonly limits: ContainerLimits;
  /** Does work during which no unpacked layer is taken away. */
  readonly withoutSweep: <T>(work: () => Promise<T>) => Promise<T>;
  readonly onFailure: (error: unknown) => void;
  /** The user of the runtime process; set in tests. */
  readonly launch?: Launch;
}

const VOLUMES_PER_CONTAINER = 4;

/** Containers of all owners: their records here, their commands in a process of their own. */
export class ContainerService implements Containers {
  readonly #options: ContainerServiceOptions;
  readonly #store: ContainerStore;
  readonly #book: ContainerBook;
  readonly #files: ContainerFiles;
  readonly #host: RuntimeHost;
  readonly #runs: ContainerRuns;
  readonly #logs: ContainerLogs;
  readonly #execs: ContainerExecs;
  readonly #health: HealthMonitor;
  readonly #content: ContainerContent;
  readonly #counts: WritableCounts;
  readonly #volumes: Volumes;
  readonly #folders: VolumeFolders;
  /** These are started again at once: `--rm` does not remove them. */
  readonly #restarting = new Set<string>();
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
      onExecEnd: (exec, code) => this.#execs.ended(exec, code),
      onDeath: (error) => {
        if (error !== undefined) options.onFailure(error);
        this.#execs.allEnded();
        this.#runs.allEnded();
      },
    });
    this.#execs = new ContainerExecs(this.#host);
    this.#health = new HealthMonitor(this.#book, this.#execs);
    this.#folders = new VolumeFolders(join(settings.dataDir, "snapshots"));
    this.#volumes = new Volumes({
      folders: this.#folders,
      usedBy: (owner, name) => this.#usersOf(owner, name),
      most: limits.count * VOLUMES_PER_CONTAINER,
      launch,
    });
    const folderOf = (owner: string) => (name: string) => this.#folders.find(owner, name)?.id;
    this.#content = new ContainerContent({
      host: this.#host,
      images: options.images,
      changeConfig: options.changeConfig,
      viewOf: (record) => containerView(record, limits, folderOf(record.owner)),
    });
    this.#counts = new WritableCounts(this.#book, (record) => this.#content.totals(record));
    this.#logs = new ContainerLogs(settings.dataDir, this.#book, () => this.#host.current);
    this.#runs = new ContainerRuns({
      book: this.#book,
      host: this.#host,
      limits,
      withoutSweep,
      folderOf,
      onStart: (record) => this.#health.begin(record),
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
    const mounts = volumeMounts(spec, image.config.config?.Volumes ?? {});
    const record = newContainer(owner, spec, image, (name) => this.#book.named(owner, name));
    const container = { ...record.container, volumes: makeVolumes(this.#volumes, owner, mounts) };
    this.#book.put({ ...record, container });
    return container;
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
    const { id, restarts } = this.#book.find(owner, ref).container;
    this.#restarting.add(id);
    try {
      await this.#runs.stop(this.#book.find(owner, id), options);
      await this.#runs.start(this.#book.find(owner, id));
      this.#book.change(id, { restarts: restarts + 1 });
    } finally {
      this.#restarting.delete(id);
    }
  }

  async rename(owner: string, ref: string, name: string): Promise<void> {
    const { container } = this.#book.find(owner, ref);
    requireFreeName(name, this.#book.named(owner, name));
    this.#book.change(container.id, { name, spec: { ...container.spec, name } });
  }

  async remove(owner: string, ref: string, { force = false, volumes = false }: RemoveOptions = {}): Promise<void> {
    await this.#runs.settled(this.#book.find(owner, ref).container.id);
    const record = this.#book.find(owner, ref);
    const { id, name, state } = record.container;
    if (state.phase === "running") {
      if (!force) {
        const detail = `cannot remove container "/${name}": container is running: stop the container before removing or force remove`;
        throw problemError("container/state", detail, { next: `Stop it first: docker stop ${name}.` });
      }
      await this.#runs.kill(record);
    }
    this.#remove(id, volumes);
  }

  wait(owner: string, ref: string, condition: WaitCondition, signal: AbortSignal): Promise<ExitedState> {
    return this.#runs.wait(this.#book.find(owner, ref), condition, signal);
  }

  /** Whoever looks at a running one keeps the numbers of its writable layer up to date. */
  get(owner: string, ref: string): Container {
    const record = this.#book.find(owner, ref);
    if (record.container.state.phase === "running") this.#counts.refresh(record);
    return record.container;
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

  async pause(owner: string, ref: string): Promise<void> {
    await this.#runs.pause(this.#book.find(owner, ref));
  }

  async unpause(owner: string, ref: string): Promise<void> {
    await this.#runs.unpause(this.#book.find(owner, ref));
  }

  async exec(owner: string, ref: string, spec: ExecSpec, size?: TerminalSize): Promise<ExecSession> {
    return await this.#execs.start(this.#book.find(owner, ref), spec, size);
  }

  async top(owner: string, ref: string): Promise<ContainerProcess[]> {
    return [...(await this.#running(owner, ref).call("processes", { id: this.#id(owner, ref) }))];
  }

  async stats(owner: string, ref: string): Promise<ContainerStats> {
    const { id, spec } = this.#book.find(owner, ref).container;
    const usage = await this.#running(owner, ref).call("usage", { id });
    return { ...usage, at: Date.now(), memoryLimit: runLimits(spec, this.#options.limits).memoryBytes ?? 0 };
  }

  async changes(owner: string, ref: string): Promise<ContainerChange[]> {
    return await this.#content.changes(this.#book.find(owner, ref));
  }

  async files(owner: string, ref: string, page: Page): Promise<LayerFiles> {
    return await this.#content.files(this.#book.find(owner, ref), page);
  }

  async commit(owner: string, ref: string, request: CommitRequest): Promise<Digest> {
    const record = this.#book.find(owner, ref);
    const { state } = record.container;
    const pauses = request.pause !== false && state.phase === "running" && !state.paused;
    // Where nothing can pause it, it is committed as it is at the moment.
    const isPaused =
      pauses &&
      (await this.#runs.pause(record).then(
        () => true,
        () => false,
      ));
    try {
      return await this.#content.commit(record, request);
    } finally {
      if (isPaused) await this.#runs.unpause(this.#book.get(record.container.id) ?? record).catch(() => undefined);
    }
  }

  async stat(owner: string, ref: string, path: string): Promise<PathStat> {
    return await this.#content.stat(this.#book.find(owner, ref), { container: ref, path });
  }

  async readArchive(owner: string, ref: string, path: string): Promise<{ stat: PathStat; tar: Readable }> {
    return await this.#content.readArchive(this.#book.find(owner, ref), { container: ref, path });
  }

  async writeArchive(owner: string, ref: string, path: string, tar: Readable): Promise<void> {
    const record = this.#book.find(owner, ref);
    await this.#options.withoutSweep(() => this.#content.writeArchive(record, { container: ref, path }, tar));
  }

  async createVolume(
    owner: string,
    name: string | undefined,
    labels?: Readonly<Record<string, string>>,
  ): Promise<Volume> {
    return this.#volumes.shown(this.#volumes.create(owner, name, labels));
  }

  async volumes(owner: string): Promise<Volume[]> {
    return await this.#volumes.list(owner);
  }

  async removeVolume(owner: string, name: string): Promise<void> {
    await this.#volumes.remove(owner, name);
  }

  async pruneVolumes(owner: string, all: boolean): Promise<{ names: readonly string[]; bytes: number }> {
    return await this.#volumes.prune(owner, all);
  }

  watch(owner: string, listener: (event: ContainerEvent) => void): () => void {
    return this.#book.watch(owner, listener);
  }

  /** Blobs that the containers of all owners need. */
  needed(): Digest[] {
    return this.#book.all().flatMap(({ container, layers }) => [container.image.id, ...layers]);
  }

  /** Bytes of writable layers and volumes, as last counted. */
  bytes(): number {
    const written = this.#book.all().reduce((sum, { container }) => sum + (container.writable?.bytes ?? 0), 0);
    return written + this.#volumes.bytes();
  }

  /** Layers that running containers have mounted. */
  mounted(): Digest[] {
    return this.#book.all().flatMap(({ container, layers }) => (container.state.phase === "running" ? layers : []));
  }

  /** Ends all containers. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#health.close();
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
      if (container.spec.autoRemove && container.state.phase === "exited") this.#remove(container.id, true);
    }
    const known = new Set(this.#book.all().map(({ container }) => container.id));
    for (const id of this.#files.layers.list()) if (!known.has(id)) this.#files.remove(id);
  }

  #running(owner: string, ref: string): RuntimeProcess {
    const { id, state } = this.#book.find(owner, ref).container;
    const { current } = this.#host;
    if (state.phase !== "running" || current === undefined) throw notRunning(id);
    return current;
  }

  #id(owner: string, ref: string): string {
    return this.#book.find(owner, ref).container.id;
  }

  #usersOf(owner: string, name: string): string[] {
    const having = this.#book.list(owner).filter(({ volumes }) => volumes.some((volume) => volume.name === name));
    return having.map(({ id }) => id);
  }

  #afterExit(id: string): void {
    this.#health.end(id);
    this.#logs.changed(id);
    const record = this.#book.get(id);
    if (record?.container.spec.autoRemove && !this.#restarting.has(id)) this.#remove(id, true);
    else if (record !== undefined && !this.#closing) this.#counts.refresh(record);
  }

  /** With `volumes`, also its anonymous ones. */
  #remove(id: string, volumes = false): void {
    const record = this.#book.get(id);
    if (record === undefined) return;
    this.#book.delete(id);
    this.#runs.removed(record);
    this.#counts.forget(id);
    this.#host.current?.call("forget", { id }).catch(() => undefined);
    this.#logs.changed(id);
    this.#files.remove(id);
    const anonymous = record.container.volumes.filter((volume) => volumes && volume.anonymous);
    for (const { name } of anonymous) void this.#volumes.remove(record.owner, name).catch(() => undefined);
  }
}
