import type { Readable } from "node:stream";
import type { CommandSpec, OutputStream, RunResult, StartedCommand } from "#server/sandbox/executor/executor.ts";
import type { ChannelReceiver, ChannelSender } from "./channels.ts";
import { CommandStreams } from "./commandStreams.ts";
import type { StartAnswer } from "./protocol.ts";
import { NOT_STARTED, startFailure } from "./startFailure.ts";

export interface NewExec {
  readonly exec: string;
  readonly start: (spec: CommandSpec, canceled: AbortSignal) => StartedCommand;
  readonly spec: CommandSpec;
  readonly output: ChannelSender;
  readonly input: ChannelReceiver | undefined;
  /** The commands of the same container. */
  readonly beside: Set<string>;
}

/** Commands beside those of the containers. */
export class RunningExecs {
  readonly #tell: (exec: string, code: number) => void;
  readonly #report: (error: unknown) => void;
  readonly #running = new Map<string, StartedCommand>();

  /** `report` gets failures of ours: the person is told only that there was one. */
  constructor(tell: (exec: string, code: number) => void, report: (error: unknown) => void) {
    this.#tell = tell;
    this.#report = report;
  }

  get(exec: string): StartedCommand | undefined {
    return this.#running.get(exec);
  }

  /** Resolves when the command runs, or could not be started. */
  async start({ exec, start, spec, output, input, beside }: NewExec): Promise<StartAnswer> {
    const begun = Promise.withResolvers<undefined>();
    const command = start({ ...spec, onStart: () => begun.resolve(undefined) }, new AbortController().signal);
    const streams = new CommandStreams();
    streams.attach(output, input);
    this.#running.set(exec, command);
    beside.add(exec);
    const ended = this.#runToEnd(command, streams).finally(() => beside.delete(exec));
    const first = await Promise.race([begun.promise, ended]);
    if (first?.kind === "not-started") {
      this.#running.delete(exec);
      return startFailure(first);
    }
    streams.begin(command.stdin);
    void ended.then((result) => {
      this.#running.delete(exec);
      this.#tell(exec, exitCode(result));
    });
    return { started: true, ports: [] };
  }

  async #runToEnd(command: StartedCommand, streams: CommandStreams): Promise<RunResult> {
    const { stdout, stderr } = command.output;
    const pumps = [pump(streams, "stdout", stdout), pump(streams, "stderr", stderr)];
    const result = await command.wait().catch((error: unknown): RunResult => {
      this.#report(error);
      return { kind: "not-started", code: NOT_STARTED, message: "The sandbox failed." };
    });
    await Promise.all(pumps);
    streams.end();
    return result;
  }
}

async function pump(streams: CommandStreams, stream: OutputStream, output: Readable): Promise<void> {
  try {
    for await (const bytes of output) await streams.output.send({ stream, at: Date.now(), bytes });
  } catch {
    // Closed early: the command's result says why.
  }
}

function exitCode(result: RunResult): number {
  if (result.kind === "exit" || result.kind === "not-started") return result.code;
  return 137;
}
