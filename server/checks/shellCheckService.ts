import { Worker } from "node:worker_threads";
import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import { findShellCheck } from "./shellCheckFromModules.ts";
import type { ShellCheckAnswer } from "./shellCheckThread.ts";

const THREAD = new URL("./shellCheckThread.ts", import.meta.url);
const TOO_LONG: ShellVerdict = { kind: "too-long" };
const FAILED: ShellVerdict = { kind: "failed" };
/** How long an aborted script may continue before its thread is terminated, which requires a new start; in milliseconds. */
const GRACE = 500;
/** Idle time after which the thread ends: it holds about 100 MB, and starts again in half a second. */
const IDLE = 60_000;
/** Longest time for the program to start, in milliseconds: half a second on an idle machine. */
const START_PATIENCE = 30_000;

export interface ShellCheckOptions {
  /** Longest time for one script, once the program is ready, in milliseconds. */
  readonly patience?: number;
  /** Most cached verdicts, most recently used. */
  readonly kept?: number;
  /** How long an idle thread stays, in milliseconds. */
  readonly idle?: number;
  /** The path of the program; undefined if it is not installed. */
  readonly folder?: URL | undefined;
}

/**
 * ShellCheck in a separate thread, one script at a time. A script that takes too long loses its verdict, and the thread
 * is replaced. If ShellCheck is not installed, nothing is found, and nothing fails.
 */
export class ShellCheckService {
  readonly #patience: number;
  readonly #kept: number;
  readonly #idleTime: number;
  readonly #folder: URL | undefined;
  readonly #verdicts = new Map<string, ShellVerdict>();
  #thread: Worker | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** Whether the thread's program has started. */
  #ready = false;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: ShellCheckOptions = {}) {
    this.#patience = options.patience ?? 5000;
    this.#kept = options.kept ?? 2000;
    this.#idleTime = options.idle ?? IDLE;
    this.#folder = "folder" in options ? options.folder : findShellCheck();
  }

  get isInstalled(): boolean {
    return this.#folder !== undefined;
  }

  /** The verdict on a script; undefined if it is not installed or can't start, or at once when the signal aborts. */
  async check(text: string, signal?: AbortSignal): Promise<ShellVerdict | undefined> {
    const known = this.#known(text);
    if (known !== undefined || this.#folder === undefined || signal?.aborted === true) return known;
    const answer = this.#last.then(() => this.#askInTurn(text, signal));
    this.#last = answer;
    return signal === undefined ? answer : Promise.race([answer, whenAborted(signal)]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#endThread();
  }

  #known(text: string): ShellVerdict | undefined {
    const verdict = this.#verdicts.get(text);
    if (verdict === undefined) return undefined;
    // Most recently used last: the first one is evicted.
    this.#verdicts.delete(text);
    this.#verdicts.set(text, verdict);
    return verdict;
  }

  async #askInTurn(text: string, signal: AbortSignal | undefined): Promise<ShellVerdict | undefined> {
    const known = this.#known(text);
    if (known !== undefined || this.#closed || signal?.aborted === true) return known;
    const verdict = await this.#ask(text, signal);
    if (verdict === undefined) return undefined;
    this.#verdicts.set(text, verdict);
    if (this.#verdicts.size > this.#kept) this.#verdicts.delete(this.#verdicts.keys().next().value ?? "");
    return verdict;
  }

  async #ask(text: string, signal: AbortSignal | undefined): Promise<ShellVerdict | undefined> {
    clearTimeout(this.#idle);
    this.#thread ??= new Worker(THREAD, { workerData: this.#folder?.href });
    const thread = this.#thread;
    thread.unref();
    const verdict = await this.#answerOf(thread, text, signal);
    // It may still be working on the script: another thread takes the next.
    if (verdict?.kind !== "comments") await this.#endThread();
    else this.#idle = setTimeout(() => void this.#endThread(), this.#idleTime).unref();
    return verdict;
  }

  async #answerOf(thread: Worker, text: string, signal: AbortSignal | undefined): Promise<ShellVerdict | undefined> {
    const { promise, resolve } = Promise.withResolvers<ShellVerdict | undefined>();
    const timers = new Set<NodeJS.Timeout>();
    const after = (milliseconds: number, verdict: ShellVerdict | undefined) =>
      timers.add(setTimeout(() => resolve(verdict), milliseconds));
    const stopTimers = () => timers.forEach(clearTimeout);
    const begin = () => {
      after(this.#patience, TOO_LONG);
      if (signal?.aborted === true) after(GRACE, undefined);
    };
    const onMessage = (said: ShellCheckAnswer) => {
      if (said !== "ready") return resolve({ kind: "comments", comments: said });
      this.#ready = true;
      stopTimers();
      begin();
    };
    // A crash would repeat, so it is a verdict. A failed start may succeed the next time.
    const onFailure = () => resolve(this.#ready ? FAILED : undefined);
    // Let it start: the next script needs it too.
    const onAbort = () => this.#ready && after(GRACE, undefined);
    thread.on("message", onMessage).once("error", onFailure).once("exit", onFailure);
    signal?.addEventListener("abort", onAbort, { once: true });
    if (this.#ready) begin();
    else after(START_PATIENCE, undefined);
    thread.postMessage(text);
    const verdict = await promise;
    stopTimers();
    thread.off("message", onMessage).off("error", onFailure).off("exit", onFailure);
    signal?.removeEventListener("abort", onAbort);
    return verdict;
  }

  async #endThread(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = undefined;
    this.#ready = false;
    await thread?.terminate();
  }
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined), { once: true }));
}
