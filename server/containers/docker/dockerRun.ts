import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { problemError } from "#contract/problemError.ts";
import type {
  LimitKind,
  PauseResult,
  RunLimits,
  RunResult,
  SandboxProcess,
  SandboxUsage,
  StartedCommand,
  StartedRun,
  TerminalSize,
} from "#server/sandbox/executor/executor.ts";
import { DockerCommand } from "./dockerCommand.ts";
import { engineLost, engineProblem, refusalOf, startMessage } from "./engineErrors.ts";
import { parseProcesses, TOP_COLUMNS } from "./processes.ts";
import { usageOf } from "./usage.ts";

export interface DockerRunOptions {
  readonly container: Docker.Container;
  readonly stdin: boolean;
  readonly terminal: TerminalSize | undefined;
  readonly limits: RunLimits;
  /** Bytes of its writable layer. */
  readonly writtenBytes: () => Promise<number>;
  /** Awaited: what is known from then on is known to those who wait for the start. */
  readonly onStart: () => Promise<void>;
}

/** How often the size of a writable layer is looked up: the engine itself limits it on few file systems. */
const DISK_CHECK_MS = 15_000;

/** Between two looks at a container whose output has ended. */
const LOOK_MS = 1000;

/** A container's command on an engine, as the service knows a command in a sandbox. */
export class DockerRun extends DockerCommand implements StartedRun {
  readonly #options: DockerRunOptions;
  readonly #over = new AbortController();
  #limit: LimitKind | undefined;
  #isCanceled = false;

  constructor(options: DockerRunOptions, canceled: AbortSignal) {
    super({ stdin: options.stdin, terminal: options.terminal !== undefined });
    this.#options = options;
    canceled.addEventListener("abort", () => this.#cancel(), { once: true });
    this.endWith(this.#runToEnd());
  }

  signal(name: NodeJS.Signals): void {
    void this.#options.container.kill({ signal: name }).catch(() => undefined);
  }

  resize({ columns, rows }: TerminalSize): void {
    if (this.#options.terminal === undefined) return;
    void this.#options.container.resize({ w: columns, h: rows }).catch(() => undefined);
  }

  exec(): StartedCommand {
    throw new Error("an engine starts execs by itself: see dockerExec.ts");
  }

  async pause(): Promise<PauseResult> {
    return await changed(this.#options.container.pause());
  }

  async resume(): Promise<PauseResult> {
    return await changed(this.#options.container.unpause());
  }

  async processes(): Promise<readonly SandboxProcess[]> {
    try {
      return parseProcesses(await this.#options.container.top({ ps_args: TOP_COLUMNS }));
    } catch (error) {
      throw topProblem(error);
    }
  }

  async usage(): Promise<SandboxUsage & { readonly receivedBytes: number; readonly sentBytes: number }> {
    return usageOf(await this.#options.container.stats({ stream: false, "one-shot": true }));
  }

  async #runToEnd(): Promise<RunResult> {
    const { container, limits } = this.#options;
    const abortSignal = this.#over.signal;
    try {
      this.streams.connect(await this.#attach());
      // Asked for before the start: a command may end at once.
      const exit = container.wait({ condition: "next-exit", abortSignal });
      exit.catch(() => undefined);
      const refused = await this.#start();
      if (refused !== undefined) return refused;
      await this.#options.onStart();
      this.#guard(limits);
      const code = await Promise.race([exit.then(({ StatusCode }) => StatusCode), this.#codeAfterOutput()]).catch(
        (error: unknown) => {
          throw engineLost(error);
        },
      );
      await this.streams.done.catch(() => undefined);
      return await this.#resultOf(code);
    } finally {
      this.#over.abort();
      this.streams.end();
    }
  }

  async #attach(): Promise<Duplex> {
    const { container, stdin } = this.#options;
    const stream = await container.attach({ stream: true, hijack: true, stdin, stdout: true, stderr: true });
    return stream as Duplex;
  }

  async #start(): Promise<RunResult | undefined> {
    const { container } = this.#options;
    try {
      await container.start();
      return undefined;
    } catch (error) {
      const refusal = refusalOf(error);
      const problem = engineProblem(error);
      if (refusal === undefined || problem.problem.code === "container/port-taken") throw problem;
      const { State } = await container.inspect();
      return { kind: "not-started", code: State.ExitCode || 128, message: startMessage(refusal.message) };
    }
  }

  async #resultOf(code: number): Promise<RunResult> {
    if (this.#limit !== undefined) return { kind: "limit", limit: this.#limit };
    if (this.#isCanceled) return { kind: "canceled" };
    const state = await this.#options.container.inspect().catch(() => undefined);
    return state?.State.OOMKilled === true ? { kind: "limit", limit: "memory" } : { kind: "exit", code };
  }

  /**
   * The same, looked up once there is no more output: where the connection to the engine breaks, its answer never comes. A
   * command may also have closed its output, and run on.
   */
  async #codeAfterOutput(): Promise<number> {
    const { signal } = this.#over;
    await this.streams.done.catch(() => undefined);
    for (;;) {
      await delay(LOOK_MS, undefined, { signal });
      const { State } = await this.#options.container.inspect({ abortSignal: signal });
      if (!State.Running) return State.ExitCode;
    }
  }

  /** The limits that the engine does not know. */
  #guard({ seconds = 0, diskBytes = 0 }: RunLimits): void {
    const timers = [
      ...(seconds > 0 ? [setTimeout(() => this.#exceed("time"), seconds * 1000)] : []),
      ...(diskBytes > 0 ? [setInterval(() => void this.#checkDisk(diskBytes), DISK_CHECK_MS)] : []),
    ];
    for (const timer of timers) timer.unref();
    this.#over.signal.addEventListener("abort", () => timers.forEach(clearTimeout), { once: true });
  }

  async #checkDisk(most: number): Promise<void> {
    const written = await this.#options.writtenBytes().catch(() => 0);
    if (written > most) this.#exceed("disk");
  }

  #exceed(limit: LimitKind): void {
    this.#limit ??= limit;
    this.signal("SIGKILL");
  }

  #cancel(): void {
    this.#isCanceled = true;
    this.signal("SIGKILL");
    // One who does not read its output must not delay its end.
    for (const stream of Object.values(this.output)) stream.resume();
  }
}

async function changed(work: Promise<unknown>): Promise<PauseResult> {
  try {
    await work;
    return { ok: true };
  } catch (error) {
    if (refusalOf(error)?.status === 409) return { ok: false, reason: "ended" };
    if (refusalOf(error) !== undefined) return { ok: false, reason: "no-control-group" };
    throw engineLost(error);
  }
}

function topProblem(error: unknown) {
  if (!refusalOf(error)?.message.includes("ps")) return engineProblem(error);
  return problemError("container/state", "The machine of the Docker engine has no ps that could list processes.", {
    next: "List them in the container: docker exec … ps.",
  });
}
