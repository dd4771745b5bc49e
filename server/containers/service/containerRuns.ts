import { setTimeout as delay } from "node:timers/promises";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { PauseResult, TerminalSize } from "#server/sandbox/executor/executor.ts";
import type { StopOptions, WaitCondition } from "../containers.ts";
import { type ContainerRuntime, RuntimeDiedError } from "../process/containerRuntime.ts";
import type { RuntimeEnd, StartAnswer } from "../process/protocol.ts";
import type { ContainerBook } from "./containerBook.ts";
import { ContainerExits, type ExitedState } from "./containerExits.ts";
import type { ContainerLimits } from "./containerLimits.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import type { RuntimeHost } from "./runtimeHost.ts";
import { parseSignal, stopSignalOf } from "./signals.ts";
import { type FolderOf, startRequest } from "./startRequest.ts";

export interface ContainerRunsOptions {
  readonly book: ContainerBook;
  readonly host: RuntimeHost;
  readonly limits: ContainerLimits;
  /** Does work during which no unpacked layer is taken away. */
  readonly withoutSweep: <T>(work: () => Promise<T>) => Promise<T>;
  readonly folderOf: (owner: string) => FolderOf;
  /** Throws if another runtime has its files, or a layer of its image is lost. */
  readonly requireUsable: (record: ContainerRecord) => void;
  /** Called when the command of a container runs, and after it has ended (or could not be started). */
  readonly onStart: (record: ContainerRecord) => void;
  readonly onExit: (id: string) => void;
}

const STOP_SECONDS = 10;
/** A killed container whose output nobody reads ends after this long. */
const KILL_PATIENCE_MS = 2000;
const never = new AbortController().signal;

/** Starts and ends containers, and keeps their states. */
export class ContainerRuns {
  readonly exits = new ContainerExits();
  readonly #options: ContainerRunsOptions;
  readonly #starting = new Map<string, Promise<void>>();
  /** Of terminals that were resized before their start. */
  readonly #sizes = new Map<string, TerminalSize>();

  constructor(options: ContainerRunsOptions) {
    this.#options = options;
  }

  /** Resolves when the command runs; does nothing if it runs already. */
  async start(record: ContainerRecord): Promise<void> {
    const { id, state } = record.container;
    if (state.phase === "running") {
      if (!state.paused) return;
      throw problemError("container/state", "cannot start a paused container, try unpause instead", {
        next: "Unpause it: docker unpause.",
      });
    }
    if (record.runtime === "docker") await this.#options.host.choose();
    this.#options.requireUsable(record);
    const starting = this.#starting.get(id) ?? this.#start(record).finally(() => this.#starting.delete(id));
    this.#starting.set(id, starting);
    await starting;
  }

  /** Resolves when it does not start at the moment. */
  async settled(id: string): Promise<void> {
    await this.#starting.get(id)?.catch(() => undefined);
  }

  async stop(record: ContainerRecord, { signal, seconds }: StopOptions = {}): Promise<void> {
    const { id, spec, state } = record.container;
    if (state.phase !== "running") return;
    const name = signal === undefined ? stopSignalOf(spec) : parseSignal(signal);
    const grace = (seconds ?? spec.stopSeconds ?? STOP_SECONDS) * 1000;
    const exited = this.exits.next(id, "next-exit", never);
    await this.#signal(id, name).catch(ignoreEnded);
    if (await settlesWithin(exited, grace)) return;
    await this.#kill(id, exited);
  }

  async kill(record: ContainerRecord, signal = "SIGKILL"): Promise<void> {
    const { id, state } = record.container;
    const name = parseSignal(signal);
    if (state.phase !== "running") throw notRunning(id);
    if (name !== "SIGKILL") return await this.#signal(id, name);
    await this.#kill(id, this.exits.next(id, "next-exit", never));
  }

  async wait(record: ContainerRecord, condition: WaitCondition, signal: AbortSignal): Promise<ExitedState> {
    const { id, state, createdAt } = record.container;
    if (condition === "not-running" && state.phase === "exited") return state;
    if (condition === "not-running" && state.phase === "created") return neverStarted(createdAt);
    return await this.exits.next(id, condition, signal);
  }

  async pause({ container: { id, state } }: ContainerRecord): Promise<void> {
    if (state.phase !== "running") throw notRunning(id);
    if (state.paused) throw pauseProblem(`Container ${id} is already paused`, "Unpause it first: docker unpause.");
    requirePaused(await this.#runtime(id).call("pause", { id }));
    this.#setPaused(id, true);
  }

  async unpause({ container: { id, state } }: ContainerRecord): Promise<void> {
    if (state.phase !== "running") throw notRunning(id);
    if (!state.paused) throw pauseProblem(`Container ${id} is not paused`, "It runs already.");
    requirePaused(await this.#runtime(id).call("resume", { id }));
    this.#setPaused(id, false);
  }

  resize({ container: { id, state } }: ContainerRecord, size: TerminalSize): void {
    if (state.phase === "running") void this.#options.host.current?.call("resize", { id, size }).catch(() => undefined);
    else this.#sizes.set(id, size);
  }

  /** The runtime process says so. */
  ended(id: string, end: RuntimeEnd): void {
    const starting = this.#starting.get(id);
    if (starting === undefined) this.#exit(id, end);
    else void starting.then(() => this.#exit(id, end));
  }

  /** The runtime process is gone, and with it everything that ran. */
  allEnded(): void {
    for (const { container } of this.#options.book.all()) {
      if (container.state.phase === "running") this.#exit(container.id, serverEnd());
    }
  }

  removed({ container: { id, state, createdAt } }: ContainerRecord): void {
    this.#sizes.delete(id);
    this.exits.removed(id, state.phase === "exited" ? state : neverStarted(createdAt));
  }

  async #start(record: ContainerRecord): Promise<void> {
    const { host, limits, withoutSweep, book, onStart, folderOf } = this.#options;
    const { id, spec } = record.container;
    const size = this.#sizes.get(id);
    let answer: StartAnswer;
    try {
      answer = await withoutSweep(() =>
        host.get().call("start", startRequest(record, limits, folderOf(record.owner), size)),
      );
    } catch (error) {
      this.#failed(id, 128, error instanceof Error ? error.message.slice(0, 500) : String(error));
      throw error;
    }
    if (!answer.started) {
      this.#failed(id, answer.code, answer.message);
      throw problemError("container/not-started", answer.message, {
        exitCode: answer.code,
        next: adviceFor(answer.code, spec.user ?? ""),
      });
    }
    const { ports } = answer;
    book.change(id, { state: { phase: "running", startedAt: Date.now(), paused: false }, ports });
    const running = book.get(id);
    if (running !== undefined) onStart(running);
  }

  #failed(id: string, code: number, message: string): void {
    const state: ExitedState = { phase: "exited", finishedAt: Date.now(), code, reason: "not-started", message };
    this.#leave(id, state);
  }

  #exit(id: string, { at, ...end }: RuntimeEnd): void {
    const state = this.#options.book.get(id)?.container.state;
    if (state?.phase === "running") {
      this.#leave(id, { phase: "exited", startedAt: state.startedAt, finishedAt: at, ...end });
    }
  }

  #leave(id: string, state: ExitedState): void {
    const { book, host, onExit } = this.#options;
    book.change(id, { state, ports: [] });
    if (!book.all().some(({ container }) => container.state.phase === "running")) host.idle();
    this.exits.exited(id, state);
    onExit(id);
  }

  /** What is paused goes on, to take the signal. */
  async #signal(id: string, signal: NodeJS.Signals): Promise<void> {
    const runtime = this.#runtime(id);
    await runtime.call("signal", { id, signal });
    const state = this.#options.book.get(id)?.container.state;
    if (state?.phase !== "running" || !state.paused) return;
    await runtime.call("resume", { id });
    this.#setPaused(id, false);
  }

  #setPaused(id: string, paused: boolean): void {
    const state = this.#options.book.get(id)?.container.state;
    if (state?.phase === "running") this.#options.book.setState(id, { ...state, paused });
  }

  async #kill(id: string, exited: Promise<unknown>): Promise<void> {
    await this.#signal(id, "SIGKILL").catch(ignoreEnded);
    if (await settlesWithin(exited, KILL_PATIENCE_MS)) return;
    await this.#options.host.current?.call("end", { id }).catch(ignoreEnded);
    await exited;
  }

  #runtime(id: string): ContainerRuntime {
    const { current } = this.#options.host;
    if (current === undefined) throw notRunning(id);
    return current;
  }
}

async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(ms, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    timer.abort();
  }
}

/** It has ended meanwhile, which is what was wanted. */
function ignoreEnded(error: unknown): void {
  const isEnded = error instanceof ProblemError && error.problem.code === "container/state";
  if (!isEnded && !(error instanceof RuntimeDiedError)) throw error;
}

/** How a container ends with its server. */
function serverEnd(): RuntimeEnd {
  return { code: 137, reason: "server", message: "The server stopped.", at: Date.now() };
}

export function notRunning(id: string) {
  return problemError("container/state", `container ${id} is not running`, { next: "Start it first: docker start." });
}

function pauseProblem(detail: string, next: string) {
  return problemError("container/state", detail, { next });
}

function requirePaused(result: PauseResult): void {
  if (result.ok || result.reason === "ended") return;
  throw result.reason === "busy"
    ? pauseProblem("A process of the container could not be stopped.", "Try again.")
    : pauseProblem("This machine has no control group that can pause a container.", "Stop the container instead.");
}

function neverStarted(createdAt: number): ExitedState {
  return { phase: "exited", finishedAt: createdAt, code: 0, reason: "exit" };
}

function adviceFor(code: number, user: string): string {
  if (code === 127) return "Check the command's name, or install it in the image.";
  if (code === 126) return "Name a file that can be executed, or make it executable with chmod +x in the image.";
  return user === "" ? "Check the paths that the container asks for." : "Check that the user and the paths exist.";
}
