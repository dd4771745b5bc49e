import type { Duplex, Readable } from "node:stream";
import type { Container } from "#contract/container.ts";
import type { OutputStream, RunSpec, StartedRun } from "#server/sandbox/executor/executor.ts";
import type { CommandStreams } from "./commandStreams.ts";
import type { LogWriter } from "./logWriter.ts";
import type { RuntimeEnd, StartAnswer } from "./protocol.ts";
import { type Ending, runEnd } from "./runEnd.ts";
import { startFailure } from "./startFailure.ts";

/** The network of one container. */
export interface RunNetwork {
  /** Those published, once it runs. */
  readonly ports: Container["ports"];
  readonly traffic: { readonly receivedBytes: number; readonly sentBytes: number };
  attach(wire: Duplex, canceled: AbortSignal, note: (line: string) => void): void;
  close(): Promise<void>;
}

export interface RunningContainerOptions {
  /** Starts its command; when `canceled` aborts, everything in it is killed. */
  readonly start: (hooks: Pick<RunSpec, "onStart" | "attachNetwork">, canceled: AbortSignal) => StartedRun;
  readonly spec: Pick<RunSpec, "limits" | "terminal">;
  readonly streams: CommandStreams;
  readonly log: LogWriter;
  /** Called after output was written to the log. */
  readonly onLogged: () => void;
  /** Absent if it has none of its own. */
  readonly network: RunNetwork | undefined;
  /** Without output, a person, or traffic for this long, it is ended; 0: never. */
  readonly idleSeconds: number;
}

/** How often it is checked whether a container is idle, at most. */
const CHECK_MS = 15_000;

/** A container whose command was started: its output goes to its log and to those attached. */
export class RunningContainer {
  readonly run: StartedRun;
  readonly streams: CommandStreams;
  /** Other commands that run in it. */
  readonly execs = new Set<string>();
  /** Whether its command runs. */
  readonly begun: Promise<StartAnswer>;
  /** Settles when all output is in the log. */
  readonly ended: Promise<RuntimeEnd>;
  readonly #options: RunningContainerOptions;
  readonly #cancel = new AbortController();
  #ending: Ending | undefined;
  #activeAt = Date.now();
  #traffic = 0;

  constructor(options: RunningContainerOptions) {
    this.#options = options;
    this.streams = options.streams;
    const started = Promise.withResolvers<undefined>();
    this.run = options.start(
      {
        onStart: () => started.resolve(undefined),
        ...(options.network !== undefined && { attachNetwork: (wire: Duplex) => this.#serveNetwork(wire) }),
      },
      this.#cancel.signal,
    );
    this.ended = this.#runToEnd();
    this.begun = Promise.race([started.promise, this.run.wait()]).then((result): StartAnswer => {
      if (result?.kind === "not-started") return startFailure(result);
      options.streams.begin(this.run.stdin);
      return { started: true, ports: options.network?.ports ?? [] };
    });
    // Those who wait get the errors.
    for (const promise of [this.ended, this.begun]) promise.catch(() => undefined);
  }

  /** Bytes that it has received from its network, and sent. */
  get traffic(): { readonly receivedBytes: number; readonly sentBytes: number } {
    return this.#options.network?.traffic ?? { receivedBytes: 0, sentBytes: 0 };
  }

  /** Kills everything in it. Those attached see no more of its output: one who does not read must not delay its end. */
  end(ending: Ending): void {
    this.#ending ??= ending;
    this.#cancel.abort();
    this.streams.output.end();
  }

  async #runToEnd(): Promise<RuntimeEnd> {
    const { log, spec, streams, idleSeconds } = this.#options;
    const { stdout, stderr } = this.run.output;
    const pumps = [this.#pump("stdout", stdout), this.#pump("stderr", stderr)];
    const timer = this.#watchIdle();
    try {
      return runEnd(await this.run.wait(), spec.limits, this.#ending, idleSeconds);
    } finally {
      clearInterval(timer);
      await this.#options.network?.close();
      await Promise.all(pumps);
      await log.close();
      streams.end();
    }
  }

  async #pump(stream: OutputStream, output: Readable): Promise<void> {
    try {
      for await (const bytes of output) await this.#take(stream, bytes);
    } catch {
      // Closed early: the result of the run says why.
    }
  }

  async #take(stream: OutputStream, bytes: Uint8Array): Promise<void> {
    const at = Date.now();
    this.#activeAt = at;
    const { log, onLogged, streams } = this.#options;
    // A full disk ends no container: its output is then only shown.
    const logged = log.append({ stream, at, bytes }).then(onLogged, () => undefined);
    await Promise.all([logged, streams.output.send({ stream, at, bytes })]);
  }

  /** Lines about its network would garble a terminal. */
  #serveNetwork(wire: Duplex): void {
    const { spec, network } = this.#options;
    const note = (line: string) => {
      if (spec.terminal === undefined) void this.#take("stderr", Buffer.from(`${line}\n`));
    };
    network?.attach(wire, this.#cancel.signal, note);
  }

  #watchIdle(): NodeJS.Timeout | undefined {
    const { idleSeconds } = this.#options;
    if (idleSeconds === 0) return undefined;
    return setInterval(() => this.#checkIdle(), Math.min(CHECK_MS, idleSeconds * 250)).unref();
  }

  #checkIdle(): void {
    const { idleSeconds, streams } = this.#options;
    const { receivedBytes, sentBytes } = this.traffic;
    const isUsed = streams.output.size > 0 || this.execs.size > 0;
    if (isUsed || receivedBytes + sentBytes !== this.#traffic) this.#activeAt = Date.now();
    this.#traffic = receivedBytes + sentBytes;
    if (Date.now() - this.#activeAt >= idleSeconds * 1000) this.end("idle");
  }
}
