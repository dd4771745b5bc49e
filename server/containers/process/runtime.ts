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
import type { CommandRunner } from "./commandHandlers.ts";
import { ContainerNetwork } from "./containerNetwork.ts";
import type { RuntimeListener } from "./containerRuntime.ts";
import { containerUser, UnknownUserError } from "./containerUser.ts";
import { execSpec } from "./execSpec.ts";
import { LogWriter } from "./logWriter.ts";
import { OpenContainers } from "./openContainers.ts";
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
import { RunningLogs } from "./runningLogs.ts";
import { runSpec } from "./runSpec.ts";
import { NOT_STARTED } from "./startFailure.ts";
import { ViewRelay } from "./viewRelay.ts";

type SandboxListener = Omit<RuntimeListener, "onDeath">;

interface Running {
  readonly container: RunningContainer;
  readonly held: HeldLayer;
}

/** Runs the containers of all owners in this process. */
export class Runtime implements CommandRunner {
  readonly executor: Executor;
  readonly #settings: RuntimeSettings;
  readonly #listener: SandboxListener;
  readonly open = new OpenContainers<Running>();
  readonly execs: RunningExecs;
  readonly logs: RunningLogs;
  readonly views: ViewRelay;
  readonly #blobs: BlobStore;
  readonly #snapshots: SnapshotStore;
  readonly #layers: WritableLayers;
  readonly #volumes: VolumeFolders;
  readonly #policy: ReturnType<typeof renewedPolicy>;

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
    this.logs = new RunningLogs(listener.onLogged);
    this.views = new ViewRelay({
      dataDir: settings.dataDir,
      helperOf: (id) => this.open.find(id)?.container.run.helper,
      send,
    });
    this.#policy = renewedPolicy(settings.network.allow);
    // Not awaited: the next process retries whatever can't be removed now.
    void this.#snapshots.clean().catch(() => undefined);
  }

  /** Resolves when the command runs, or could not be started. */
  async start(request: StartRequest): Promise<StartAnswer> {
    const { id } = request;
    try {
      const held = await this.#layers.hold(id, new AbortController().signal);
      const running = await this.#launch(request, held).catch(async (error: unknown) => {
        await held.release();
        throw error;
      });
      const answer = await running.container.begun.catch(async (error: unknown) => {
        await this.#finish(id, running, false);
        throw error;
      });
      const finish = this.#finish(id, running, answer.started);
      if (!answer.started) await finish;
      return answer;
    } catch (error) {
      this.open.forget(id);
      if (error instanceof UnknownUserError) return { started: false, code: NOT_STARTED, message: error.message };
      throw error;
    }
  }

  async exec(request: ExecRequest, output: ChannelSender, input: ChannelReceiver | undefined): Promise<StartAnswer> {
    const { container } = this.open.require(request.id);
    const spec = execSpec(request, this.#execUser(request));
    const start = container.run.exec.bind(container.run);
    return await this.execs.start({ exec: request.exec, start, spec, output, input, beside: container.execs });
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
    const { container } = this.open.require(id);
    return { ...(await container.run.usage()), ...container.traffic };
  }

  async #launch(request: StartRequest, held: HeldLayer): Promise<Running> {
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
      streams: this.open.streams(id),
      log,
      onLogged: () => this.logs.grown(id),
      network,
      idleSeconds,
    });
    const running = { container, held };
    this.open.add(id, running);
    return running;
  }

  /** After its end. */
  async #finish(id: string, { container, held }: Running, tell: boolean): Promise<void> {
    const end = await container.ended.catch((error: unknown): RuntimeEnd => {
      // Whoever started it gets the error.
      if (tell) this.#listener.onFailure(error);
      return { code: NOT_STARTED, reason: "server", message: String(error), at: Date.now() };
    });
    this.open.remove(id);
    await held.release();
    if (tell) this.#listener.onEnd(id, end);
  }
}
