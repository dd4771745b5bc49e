import type Docker from "dockerode";
import { ProblemError, problemError } from "#contract/problemError.ts";
import { logFiles } from "../logFiles.ts";
import type { ChannelReceiver, ChannelSender } from "../process/channels.ts";
import { CommandStreams } from "../process/commandStreams.ts";
import type { RuntimeListener } from "../process/containerRuntime.ts";
import { LogWriter } from "../process/logWriter.ts";
import type { ExecRequest, RuntimeEnd, RuntimeUsage, StartAnswer, StartRequest } from "../process/protocol.ts";
import { RunningContainer } from "../process/runningContainer.ts";
import { RunningExecs } from "../process/runningExecs.ts";
import { RunningLogs } from "../process/runningLogs.ts";
import { createExec, DockerExec } from "./dockerExec.ts";
import { DockerNetwork } from "./dockerNetwork.ts";
import { DockerRun } from "./dockerRun.ts";
import type { EngineContainers } from "./engineContainers.ts";

export interface DockerContainersOptions {
  readonly docker: Docker;
  readonly engine: EngineContainers;
  readonly dataDir: string;
  readonly listener: RuntimeListener;
}

interface Running {
  readonly container: RunningContainer;
  readonly run: DockerRun;
  readonly onEngine: Docker.Container;
  readonly finished: Promise<void>;
}

/** The containers that run on an engine, with their streams, logs, and execs. */
export class DockerContainers {
  readonly execs: RunningExecs;
  readonly logs: RunningLogs;
  readonly #options: DockerContainersOptions;
  readonly #running = new Map<string, Running>();
  readonly #streams = new Map<string, CommandStreams>();

  constructor(options: DockerContainersOptions) {
    const { listener } = options;
    this.#options = options;
    this.execs = new RunningExecs(listener.onExecEnd, listener.onFailure);
    this.logs = new RunningLogs(listener.onLogged);
  }

  /** The streams of a container, also before it starts. */
  streams(id: string): CommandStreams {
    const streams = this.#streams.get(id) ?? new CommandStreams();
    this.#streams.set(id, streams);
    return streams;
  }

  running(id: string): Running {
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

  async start(request: StartRequest): Promise<StartAnswer> {
    const { id, terminal } = request;
    try {
      const { container, run, finished } = await this.#launch(request);
      const answer = await container.begun;
      if (!answer.started) await finished;
      else if (terminal !== undefined) run.resize(terminal);
      return answer;
    } catch (error) {
      this.forget(id);
      throw error;
    }
  }

  async exec(request: ExecRequest, output: ChannelSender, input: ChannelReceiver | undefined): Promise<StartAnswer> {
    const { container, onEngine } = this.running(request.id);
    const { exec, argv, env, cwd, terminal } = request;
    const created = await createExec(onEngine, request);
    const spec = {
      ...{ argv, env, cwd, uid: 0, gid: 0, groups: [] },
      ...(input !== undefined && { stdin: "pipe" as const }),
      ...(terminal !== undefined && { terminal }),
    };
    return await this.execs.start({
      ...{ exec, spec, output, input },
      start: (command) => new DockerExec(created, command),
      beside: container.execs,
    });
  }

  async usage(id: string): Promise<RuntimeUsage> {
    return await this.running(id).run.usage();
  }

  /** Resolves when all that ran has ended and is logged. */
  async settled(): Promise<void> {
    for (const { container } of this.#running.values()) container.end("killed");
    await Promise.all([...this.#running.values()].map(({ finished }) => finished));
  }

  async #launch(request: StartRequest): Promise<Running> {
    const { id, limits, terminal, stdin, idleSeconds, logBytes } = request;
    const { engine, dataDir } = this.#options;
    const onEngine = await engine.get(id, request);
    const log = await LogWriter.open(logFiles(dataDir, id), logBytes);
    const network = new DockerNetwork(onEngine, idleSeconds);
    const runs: DockerRun[] = [];
    const container = new RunningContainer({
      start: ({ onStart }, canceled) => {
        const started = async () => {
          await network.begin();
          onStart?.();
        };
        const writtenBytes = () => engine.writtenBytes(id);
        const command = { container: onEngine, stdin, terminal, limits, writtenBytes, onStart: started };
        const run = new DockerRun(command, canceled);
        runs.push(run);
        return run;
      },
      spec: { limits, ...(terminal !== undefined && { terminal }) },
      streams: this.streams(id),
      log,
      onLogged: () => this.logs.grown(id),
      network,
      idleSeconds,
    });
    const [run] = runs;
    if (run === undefined) throw new Error("a running container has a run");
    const running = { container, run, onEngine, finished: this.#finish(id, container) };
    this.#running.set(id, running);
    return running;
  }

  /** After its end. Whoever waits for its start gets the reason if there is none. */
  async #finish(id: string, container: RunningContainer): Promise<void> {
    const { listener } = this.#options;
    const end = await container.ended.catch((error: unknown): RuntimeEnd => {
      if (!(error instanceof ProblemError)) listener.onFailure(error);
      const message = error instanceof ProblemError ? error.problem.detail : "Strata lost the container.";
      return { code: 137, reason: "server", message, at: Date.now() };
    });
    const hasBegun = await container.begun.then(
      ({ started }) => started,
      () => false,
    );
    this.#running.delete(id);
    this.#streams.get(id)?.end();
    this.#streams.delete(id);
    if (hasBegun) listener.onEnd(id, end);
  }
}
