import { join } from "node:path";
import type { Duplex } from "node:stream";
import { problemError } from "#contract/problemError.ts";
import { type BlobStore, openBlobStore } from "#server/oci/store/blobStore.ts";
import { openSnapshotStore, type SnapshotStore } from "#server/rootfs/snapshotStore.ts";
import { type HeldLayer, WritableLayers } from "#server/rootfs/writableLayers.ts";
import { renewedPolicy } from "#server/sandbox/egress/renewedPolicy.ts";
import { createExecutor } from "#server/sandbox/executor/createExecutor.ts";
import type { Executor } from "#server/sandbox/executor/executor.ts";
import { attachGuestNetwork } from "#server/sandbox/network/guestNetwork.ts";
import { logFiles } from "../logFiles.ts";
import { CommandStreams } from "./commandStreams.ts";
import { containerUser, UnknownUserError } from "./containerUser.ts";
import { LogWriter } from "./logWriter.ts";
import type { RuntimeEnd, RuntimeSettings, StartAnswer, StartRequest } from "./protocol.ts";
import { RunningContainer } from "./runningContainer.ts";
import { runSpec } from "./runSpec.ts";

export interface RuntimeListener {
  readonly onEnd: (id: string, end: RuntimeEnd) => void;
  readonly onLogged: (id: string) => void;
}

/** Runs the containers of all owners in this process. */
export class Runtime {
  readonly executor: Executor;
  readonly #settings: RuntimeSettings;
  readonly #listener: RuntimeListener;
  readonly #blobs: BlobStore;
  readonly #snapshots: SnapshotStore;
  readonly #layers: WritableLayers;
  readonly #policy: ReturnType<typeof renewedPolicy>;
  readonly #running = new Map<string, RunningContainer>();
  readonly #streams = new Map<string, CommandStreams>();

  constructor(settings: RuntimeSettings, listener: RuntimeListener) {
    this.#settings = settings;
    this.#listener = listener;
    const dir = join(settings.dataDir, "snapshots");
    this.#blobs = openBlobStore(join(settings.dataDir, "blobs"));
    this.#snapshots = openSnapshotStore(dir, this.#blobs);
    this.#layers = new WritableLayers(dir);
    this.executor = createExecutor(dir);
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
      const answer = await container.begun;
      const finish = this.#finish(id, container, held, answer.started);
      if (!answer.started) await finish;
      return answer;
    } catch (error) {
      this.forget(id);
      if (error instanceof UnknownUserError) return { started: false, code: 128, message: error.message };
      throw error;
    }
  }

  async #launch(request: StartRequest, held: HeldLayer): Promise<RunningContainer> {
    const { id, layers, network, idleSeconds } = request;
    const { uid, gid, groups } = containerUser(this.#blobs, layers, held.upper, request.user);
    const mode = network === "none" ? "none" : this.#settings.network.mode;
    const serveNetwork = mode === "filtered" ? await this.#networkServer() : undefined;
    const lowerDirs = await this.#snapshots.lowerDirs(layers, () => {});
    const log = await LogWriter.open(logFiles(this.#settings.dataDir, id), request.logBytes);
    const place = { lowerDirs, upperDir: held.upper, workDir: held.work, uid, gid, groups, network: mode };
    const container = new RunningContainer({
      executor: this.executor,
      spec: runSpec(request, place),
      streams: this.streams(id),
      log,
      onLogged: () => this.#listener.onLogged(id),
      serveNetwork,
      idleSeconds,
    });
    this.#running.set(id, container);
    return container;
  }

  async #networkServer() {
    const policy = await this.#policy();
    return (wire: Duplex, signal: AbortSignal, onBlocked: (line: string) => void) =>
      void attachGuestNetwork(wire, { policy, signal, onBlocked });
  }

  /** After its end. */
  async #finish(id: string, container: RunningContainer, held: HeldLayer, tell: boolean): Promise<void> {
    const end = await container.ended.catch(
      (error: unknown): RuntimeEnd => ({ code: 128, reason: "server", message: String(error), at: Date.now() }),
    );
    this.#running.delete(id);
    this.#streams.delete(id);
    await held.release();
    if (tell) this.#listener.onEnd(id, end);
  }
}
