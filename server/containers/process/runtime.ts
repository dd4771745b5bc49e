import { join } from "node:path";
import { problemError } from "#contract/problemError.ts";
import { type BlobStore, openBlobStore } from "#server/oci/store/blobStore.ts";
import { fillVolume } from "#server/rootfs/fillVolume.ts";
import { openSnapshotStore, type SnapshotStore } from "#server/rootfs/snapshotStore.ts";
import type { ExecUser } from "#server/rootfs/users.ts";
import { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { type HeldLayer, WritableLayers } from "#server/rootfs/writableLayers.ts";
import { renewedPolicy } from "#server/sandbox/egress/renewedPolicy.ts";
import { createExecutor } from "#server/sandbox/executor/createExecutor.ts";
import type { Executor } from "#server/sandbox/executor/executor.ts";
import { logFiles } from "../logFiles.ts";
import type { ChannelReceiver, ChannelSender } from "./channels.ts";
import { CommandStreams } from "./commandStreams.ts";
import { ContainerNetwork } from "./containerNetwork.ts";
import type { RuntimeListener } from "./containerRuntime.ts";
import { containerUser, UnknownUserError } from "./containerUser.ts";
import { LogWriter } from "./logWriter.ts";
import type {
  ExecRequest,
  FromRuntime,
  RuntimeEnd,
  RuntimeSettings,
  RuntimeUsage,
  StartAnswer,
  StartRequest,
} from "./protocol.ts";
import { RunningContainer } from "./runningContainer.ts";
import { RunningExecs } from "./runningExecs.ts";
import { runSpec } from "./runSpec.ts";
import { NOT_STARTED } from "./startFailure.ts";
import { ViewRelay } from "./viewRelay.ts";

type SandboxListener = Omit<RuntimeListener, "onDeath">;

/** Runs the containers of all owners in this process. */
export class Runtime {
  readonly executor: Executor;
  readonly #settings: RuntimeSettings;
  readonly #listener: SandboxListener;
  readonly execs: RunningExecs;
  readonly views: ViewRelay;
  readonly #blobs: BlobStore;
  readonly #snapshots: SnapshotStore;
  readonly #layers: WritableLayers;
  readonly #volumes: VolumeFolders;
  readonly #policy: ReturnType<typeof renewedPolicy>;
  readonly #running = new Map<string, RunningContainer>();
  readonly #streams = new Map<string, CommandStreams>();

  constructor(settings: RuntimeSettings, send: (message: FromRuntime) => void, listener: SandboxListener) {
    this.#settings = settings;
    this.#listener = listener;
    const dir = join(settings.dataDir, "snapshots");
    this.#blobs = openBlobStore(join(settings.dataDir, "blobs"));
    this.#snapshots = openSnapshotStore(dir, this.#blobs);
    this.#layers = new WritableLayers(dir);
    this.#volumes = new VolumeFolders(dir);
    this.executor = createExecutor(dir, settings.sandbox);
    this.execs = new RunningExecs(listener.onExecEnd, listener.onFailure);
    this.views = new ViewRelay({
      dataDir: settings.dataDir,
      helperOf: (id) => this.#running.get(id)?.run.helper,
      send,
    });
    this.#policy = renewedPolicy(settings.network.allow);
    // Not awaited: the next process retries whatever can't be removed now.
    void this.#snapshots.clean().catch(() => undefined);
  }

  /** The streams of a container, also before it starts. */
  streams(id: string): CommandStreams {
    const streams = this.#streams.get(id) ?? new CommandStreams();
    this.#streams.set(id, streams);
    return streams;
  }

  running(id: string): RunningContainer {
    const found = this.#running.get(id);
    if (found !== undefined) return found;
    throw problemError("container/state", `container ${id} is not running`, { next: "Start it first: docker start." });
  }

  /** Ends those who are attached to a container that does not run. */
  forget(id: string): void {
    if (this.#running.has(id)) return;
    this.#streams.get(id)?.end();
    this.#streams.delete(id);
  }

  /** Resolves when the command runs, or could not be started. */
  async start(request: StartRequest): Promise<StartAnswer> {
    const { id } = request;
    try {
      const held = await this.#layers.hold(id, new AbortController().signal);
      const container = await this.#launch(request, held).catch(async (error: unknown) => {
        await held.release();
        throw error;
      });
      const answer = await container.begun.catch(async (error: unknown) => {
        await this.#finish(id, container, held, false);
        throw error;
      });
      const finish = this.#finish(id, container, held, answer.started);
      if (!answer.started) await finish;
      return answer;
    } catch (error) {
      this.forget(id);
      if (error instanceof UnknownUserError) return { started: false, code: NOT_STARTED, message: error.message };
      throw error;
    }
  }

  async exec(request: ExecRequest, output: ChannelSender, input: ChannelReceiver | undefined): Promise<StartAnswer> {
    const { id, exec, argv, env, cwd, terminal } = request;
    const container = this.running(id);
    const { uid, gid, groups } = this.#execUser(request);
    const spec = {
      ...{ argv, env, cwd, uid, gid, groups },
      ...(input !== undefined && { stdin: "pipe" as const }),
      ...(terminal !== undefined && { terminal }),
    };
    const start = container.run.exec.bind(container.run);
    return await this.execs.start({ exec, start, spec, output, input, beside: container.execs });
  }

  #execUser({ id, layers, user }: ExecRequest): ExecUser {
    try {
      return containerUser(this.#blobs, layers, this.#layers.make(id), user);
    } catch (error) {
      if (!(error instanceof UnknownUserError)) throw error;
      throw problemError("container/invalid", error.message, { next: "Name a user of the container." });
    }
  }

  async usage(id: string): Promise<RuntimeUsage> {
    const container = this.running(id);
    return { ...(await container.run.usage()), ...container.traffic };
  }

  async #launch(request: StartRequest, held: HeldLayer): Promise<RunningContainer> {
    const { id, layers, idleSeconds } = request;
    const { uid, gid, groups } = containerUser(this.#blobs, layers, held.upper, request.user);
    const mode = request.network === "none" ? "none" : this.#settings.network.mode;
    const lowerDirs = await this.#snapshots.lowerDirs(layers, () => {});
    for (const { folder, target } of request.volumes) {
      await fillVolume(this.#blobs, layers, target, this.#volumes.filesOf(folder));
    }
    const log = await LogWriter.open(logFiles(this.#settings.dataDir, id), request.logBytes);
    // Last: from here on, its end gives the ports back.
    const network = mode === "filtered" ? await ContainerNetwork.open(await this.#policy(), request.ports) : undefined;
    const place = { lowerDirs, upperDir: held.upper, workDir: held.work, uid, gid, groups, network: mode };
    const spec = runSpec(request, place, (folder) => this.#volumes.filesOf(folder));
    const container = new RunningContainer({
      start: (hooks, canceled) => this.executor.start({ ...spec, ...hooks }, canceled),
      spec,
      streams: this.streams(id),
      log,
      onLogged: () => this.#listener.onLogged(id),
      network,
      idleSeconds,
    });
    this.#running.set(id, container);
    return container;
  }

  /** After its end. */
  async #finish(id: string, container: RunningContainer, held: HeldLayer, tell: boolean): Promise<void> {
    const end = await container.ended.catch((error: unknown): RuntimeEnd => {
      // Whoever started it gets the error.
      if (tell) this.#listener.onFailure(error);
      return { code: NOT_STARTED, reason: "server", message: String(error), at: Date.now() };
    });
    this.#running.delete(id);
    this.#streams.delete(id);
    await held.release();
    if (tell) this.#listener.onEnd(id, end);
  }
}
