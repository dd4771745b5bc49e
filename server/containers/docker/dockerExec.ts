import type Docker from "dockerode";
import { problemError } from "#contract/problemError.ts";
import type { CommandSpec, RunResult, StartedCommand, TerminalSize } from "#server/sandbox/executor/executor.ts";
import type { ExecRequest } from "../process/protocol.ts";
import { DockerCommand } from "./dockerCommand.ts";
import { engineLost, engineProblem, refusalOf, startMessage } from "./engineErrors.ts";

/** What a terminal makes of these keys. */
const KEYS: Partial<Record<NodeJS.Signals, string>> = { SIGINT: "\u0003", SIGQUIT: "\u001c" };

/** A command beside a container's own, on an engine. */
export class DockerExec extends DockerCommand implements StartedCommand {
  readonly #exec: Docker.Exec;
  readonly #terminal: TerminalSize | undefined;

  constructor(exec: Docker.Exec, spec: Pick<CommandSpec, "stdin" | "terminal" | "onStart">) {
    super({ stdin: spec.stdin !== undefined, terminal: spec.terminal !== undefined });
    this.#exec = exec;
    this.#terminal = spec.terminal;
    this.endWith(this.#runToEnd(spec.onStart));
  }

  /** The Engine API signals containers only: in a terminal, the keys do it; without one, the command loses its streams. */
  signal(name: NodeJS.Signals): void {
    const key = KEYS[name];
    if (this.#terminal !== undefined && key !== undefined) this.stdin?.write(key);
    else this.streams.end();
  }

  resize({ columns, rows }: TerminalSize): void {
    if (this.#terminal !== undefined) void this.#exec.resize({ w: columns, h: rows }).catch(() => undefined);
  }

  async #runToEnd(onStart: (() => void) | undefined): Promise<RunResult> {
    try {
      const refused = await this.#start();
      if (refused !== undefined) return refused;
      onStart?.();
      if (this.#terminal !== undefined) this.resize(this.#terminal);
      await this.streams.done.catch(() => undefined);
      const { ExitCode, Running } = await this.#inspect();
      return { kind: "exit", code: Running ? 137 : (ExitCode ?? 137) };
    } finally {
      this.streams.end();
    }
  }

  async #inspect(): Promise<Pick<Docker.ExecInspectInfo, "ExitCode" | "Running">> {
    try {
      return await this.#exec.inspect();
    } catch (error) {
      // It ended with its container, which was removed.
      if (refusalOf(error)?.status === 404) return { ExitCode: 137, Running: false };
      throw engineLost(error);
    }
  }

  async #start(): Promise<RunResult | undefined> {
    const isTerminal = this.#terminal !== undefined;
    const size = isTerminal ? { ConsoleSize: [this.#terminal.rows, this.#terminal.columns] } : {};
    try {
      this.streams.connect(await this.#exec.start({ hijack: true, stdin: true, Tty: isTerminal, ...size }));
      return undefined;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw engineLost(error);
      const { ExitCode } = await this.#inspect();
      return { kind: "not-started", code: ExitCode || 126, message: startMessage(refusal.message) };
    }
  }
}

/** Throws container/state, container/invalid. */
export async function createExec(container: Docker.Container, request: ExecRequest): Promise<Docker.Exec> {
  const { argv, env, cwd, user, input, terminal } = request;
  try {
    return await container.exec({
      Cmd: [...argv],
      Env: [...env],
      WorkingDir: cwd,
      User: user,
      AttachStdin: input !== undefined,
      AttachStdout: true,
      AttachStderr: true,
      Tty: terminal !== undefined,
      Privileged: false,
    });
  } catch (error) {
    const message = refusalOf(error)?.message ?? "";
    if (!message.includes("unable to find user")) throw engineProblem(error);
    throw problemError("container/invalid", message, { next: "Name a user of the container." });
  }
}
