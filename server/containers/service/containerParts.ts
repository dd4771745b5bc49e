import { join } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import type { DockerHost } from "#server/docker/findDockerHosts.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { canHaveSandbox } from "#server/sandbox/executor/createExecutor.ts";
import { enterSandboxUser, type Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { DockerRuntime } from "../docker/dockerRuntime.ts";
import { engineNetwork } from "../docker/engineNetwork.ts";
import { instanceOf } from "../docker/instance.ts";
import type { ContainerRuntime } from "../process/containerRuntime.ts";
import type { RuntimeSettings } from "../process/protocol.ts";
import { Volumes } from "../volumes.ts";
import { ContainerBook } from "./containerBook.ts";
import { type ChangeConfig, ContainerContent } from "./containerContent.ts";
import { ContainerExecs } from "./containerExecs.ts";
import { ContainerFiles } from "./containerFiles.ts";
import type { ContainerLimits } from "./containerLimits.ts";
import { ContainerLogs } from "./containerLogs.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import { ContainerRuns } from "./containerRuns.ts";
import { type ContainerStore, openContainerStore } from "./containerStore.ts";
import { containerToMake } from "./containerToMake.ts";
import { HealthMonitor } from "./healthMonitor.ts";
import { hasLostLayers, requireLayers } from "./lostLayers.ts";
import { requireRuntime } from "./requireRuntime.ts";
import { RuntimeHost, type StartRuntime } from "./runtimeHost.ts";
import { sandboxRuntime } from "./sandboxRuntime.ts";
import { containerView } from "./startRequest.ts";
import { WritableCounts } from "./writableCounts.ts";

/** How Docker engines may be used. */
export interface DockerUse {
  readonly hosts: readonly DockerHost[];
  /** Whether people who don't know each other have containers there. */
  readonly isShared: boolean;
}

export interface ContainerServiceOptions {
  readonly settings: RuntimeSettings;
  readonly images: ImageStore;
  /** The Docker engines that run containers where there is no sandbox. */
  readonly docker?: DockerUse;
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

/** The parts of the service, joined: what happens in one shows in the others. */
export class ContainerParts {
  readonly book: ContainerBook;
  readonly host: RuntimeHost;
  readonly runs: ContainerRuns;
  readonly logs: ContainerLogs;
  readonly execs: ContainerExecs;
  readonly content: ContainerContent;
  readonly counts: WritableCounts;
  readonly volumes: Volumes;
  /** These are started again at once: `--rm` does not remove them. */
  readonly restarting = new Set<string>();
  readonly #store: ContainerStore;
  readonly #files: ContainerFiles;
  readonly #health: HealthMonitor;
  readonly #folders: VolumeFolders;
  readonly #blobs: BlobStore;
  #closing = false;

  constructor(options: ContainerServiceOptions) {
    const { settings, limits, launch = enterSandboxUser, withoutSweep } = options;
    this.#blobs = options.images.blobs;
    this.#store = openContainerStore(settings.dataDir);
    this.book = new ContainerBook(this.#store);
    this.#files = new ContainerFiles(settings.dataDir, launch);
    const sandbox = sandboxRuntime(settings, launch);
    const lacksSandbox = !canHaveSandbox(settings.sandbox ?? "auto");
    this.host = new RuntimeHost(
      { lacksSandbox, sandbox, docker: this.#dockerRuntime(options) },
      {
        onEnd: (id, end) => this.runs.ended(id, end),
        onLogged: (id) => this.logs.changed(id),
        onExecEnd: (exec, code) => this.execs.ended(exec, code),
        onFailure: options.onFailure,
        onDeath: (error) => {
          if (error !== undefined) options.onFailure(error);
          this.execs.allEnded();
          this.runs.allEnded();
        },
      },
    );
    this.execs = new ContainerExecs(this.host);
    this.#health = new HealthMonitor(this.book, this.execs);
    this.#folders = new VolumeFolders(join(settings.dataDir, "snapshots"));
    this.volumes = new Volumes({
      folders: this.#folders,
      usedBy: (owner, name) => this.#usersOf(owner, name),
      onRemoved: () =>
        void this.#engine()
          ?.call("tidy", undefined)
          .catch(() => undefined),
      most: limits.count * VOLUMES_PER_CONTAINER,
    });
    const folderOf = (owner: string) => (name: string) => this.#folders.find(owner, name)?.id;
    this.content = new ContainerContent({
      host: this.host,
      images: options.images,
      changeConfig: options.changeConfig,
      viewOf: (record) => {
        this.#requireUsable(record);
        return containerView(record, limits, folderOf(record.owner));
      },
    });
    this.counts = new WritableCounts(this.book, (record) => this.content.totals(record));
    this.logs = new ContainerLogs(settings.dataDir, this.book, () => this.host.current);
    this.runs = new ContainerRuns({
      book: this.book,
      host: this.host,
      limits,
      withoutSweep,
      folderOf,
      requireUsable: (record) => this.#requireUsable(record),
      onStart: (record) => this.#health.begin(record),
      onExit: (id) => this.#afterExit(id),
    });
    this.#recover();
  }

  /** Blobs that the containers of all owners need. */
  needed(): Digest[] {
    return this.book.all().flatMap(({ container, layers }) => [container.image.id, ...layers]);
  }

  /** Bytes of writable layers and volumes, as last counted. */
  bytes(): number {
    const written = this.book.all().reduce((sum, { container }) => sum + (container.writable?.bytes ?? 0), 0);
    return written + this.volumes.bytes();
  }

  /** How many containers there are, by state. */
  countByState(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { container } of this.book.all()) {
      const { phase } = container.state;
      counts[phase] = (counts[phase] ?? 0) + 1;
    }
    return counts;
  }

  /** Layers that running containers have mounted. */
  mounted(): Digest[] {
    return this.book.all().flatMap(({ container, layers }) => (container.state.phase === "running" ? layers : []));
  }

  /** Containers and volumes that are kept but can't be used, one sentence each. */
  notices(): string[] {
    const lost = this.book.all().filter((record) => hasLostLayers(record, this.#blobs));
    const foreign = [
      ...this.#files.layers.foreign().map((id) => `container ${this.book.get(id)?.container.name ?? id}`),
      ...this.#folders.foreign().map(({ name }) => `volume ${name}`),
    ];
    return [
      ...lost.map(
        ({ container: { name, image } }) =>
          `Container ${name} can't start until its image is there again: pull or build ${image.ref}.`,
      ),
      ...(foreign.length === 0
        ? []
        : [`Made when Strata ran as another user, kept, and usable only as that user: ${foreign.join(", ")}.`]),
    ];
  }

  /** Ends all containers. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#health.close();
    await this.host.close();
    await this.#files.close();
    this.#store.close();
  }

  /** Throws container/state, image/not-found. */
  #requireUsable(record: ContainerRecord): void {
    requireRuntime(record, this.host.kind);
    requireLayers(record, this.#blobs);
  }

  #dockerRuntime({ docker, settings, images, limits }: ContainerServiceOptions): StartRuntime | undefined {
    if (docker === undefined || docker.hosts.length === 0) return undefined;
    const folderOf = (owner: string) => (name: string) => this.#folders.find(owner, name)?.id;
    const options = {
      ...{ hosts: docker.hosts, dataDir: settings.dataDir, images },
      instance: instanceOf(settings.dataDir),
      network: engineNetwork(settings.network.mode, docker.isShared),
      toMake: (id: string) => containerToMake(id, this.book, { images, limits, folderOf }),
      known: () => ({
        containers: new Set(this.book.all().map(({ container }) => container.id)),
        volumes: new Set(this.#folders.list().map((folder) => folder.id)),
      }),
    };
    return (listener) => new DockerRuntime(options, listener);
  }

  /** Started for it: an engine keeps what is not removed there. */
  #engine(): ContainerRuntime | undefined {
    return this.host.kind === "docker" && !this.#closing ? this.host.get() : undefined;
  }

  #usersOf(owner: string, name: string): string[] {
    const having = this.book.list(owner).filter(({ volumes }) => volumes.some((volume) => volume.name === name));
    return having.map(({ id }) => id);
  }

  #afterExit(id: string): void {
    this.#health.end(id);
    this.logs.changed(id);
    const record = this.book.get(id);
    if (record?.container.spec.autoRemove && !this.restarting.has(id)) this.remove(id, true);
    else if (record !== undefined && !this.#closing) this.counts.refresh(record);
  }

  /** With `volumes`, also its anonymous ones. */
  remove(id: string, volumes = false): void {
    const record = this.book.get(id);
    if (record === undefined) return;
    this.book.delete(id);
    this.runs.removed(record);
    this.counts.forget(id);
    const runtime = record.runtime === "docker" ? this.#engine() : this.host.current;
    runtime?.call("forget", { id }).catch(() => undefined);
    this.logs.changed(id);
    this.#files.remove(id);
    const anonymous = record.container.volumes.filter((volume) => volumes && volume.anonymous);
    for (const { name } of anonymous) void this.volumes.remove(record.owner, name).catch(() => undefined);
  }

  /** What ran when an earlier server ended, or was killed, runs no more. */
  #recover(): void {
    this.runs.allEnded();
    for (const { container } of this.book.all()) {
      if (container.spec.autoRemove && container.state.phase === "exited") this.remove(container.id, true);
    }
    if (this.book.all().some(({ runtime }) => runtime === "docker")) void this.host.choose().catch(() => undefined);
    const known = new Set(this.book.all().map(({ container }) => container.id));
    for (const id of this.#files.layers.list()) if (!known.has(id)) this.#files.remove(id);
  }
}
