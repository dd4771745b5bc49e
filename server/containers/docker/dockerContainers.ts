import type Docker from "dockerode";
import { ProblemError } from "#contract/problemError.ts";
import { logFiles } from "../logFiles.ts";
import type { ChannelReceiver, ChannelSender } from "../process/channels.ts";
import type { CommandRunner } from "../process/commandHandlers.ts";
import type { RuntimeListener } from "../process/containerRuntime.ts";
import { execSpec } from "../process/execSpec.ts";
import { LogWriter } from "../process/logWriter.ts";
import { OpenContainers } from "../process/openContainers.ts";
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
export class DockerContainers implements CommandRunner {
  readonly open = new OpenContainers<Running>();
  readonly execs: RunningExecs;
  readonly logs: RunningLogs;
  readonly #options: DockerContainersOptions;

  constructor(options: DockerContainersOptions) {
    const { listener } = options;
    this.#options = options;
    this.execs = new RunningExecs(listener.onExecEnd, listener.onFailure);
    this.logs = new RunningLogs(listener.onLogged);
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
      this.open.forget(id);
      throw error;
    }
  }

  async exec(request: ExecRequest, output: ChannelSender, input: ChannelReceiver | undefined): Promise<StartAnswer> {
    const { container, onEngine } = this.open.require(request.id);
    const created = await createExec(onEngine, request);
    return await this.execs.start({
      exec: request.exec,
      // The engine knows its user.
      spec: execSpec(request, { uid: 0, gid: 0, groups: [] }),
      start: (command) => new DockerExec(created, command),
      ...{ output, input, beside: container.execs },
    });
  }

  async usage(id: string): Promise<RuntimeUsage> {
    return await this.open.require(id).run.usage();
  }

  /** Resolves when all that ran has ended and is logged. */
  async settled(): Promise<void> {
    const running = this.open.all();
    for (const { container } of running) container.end("killed");
    await Promise.all(running.map(({ finished }) => finished));
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
      streams: this.open.streams(id),
      log,
      onLogged: () => this.logs.grown(id),
      network,
      idleSeconds,
    });
    const [run] = runs;
    if (run === undefined) throw new Error("a running container has a run");
    const running = { container, run, onEngine, finished: this.#finish(id, container) };
    this.open.add(id, running);
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
    this.open.remove(id);
    if (hasBegun) listener.onEnd(id, end);
  }
}
