import { Worker } from "node:worker_threads";
import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import { findShellCheck } from "./shellCheckFromModules.ts";
import type { ShellCheckAnswer } from "./shellCheckThread.ts";

const THREAD = new URL("./shellCheckThread.ts", import.meta.url);
const TOO_LONG: ShellVerdict = { kind: "too-long" };
const FAILED: ShellVerdict = { kind: "failed" };
/** How long a script that nobody waits for may still take before its thread is ended, which costs a new start; milliseconds. */
const GRACE = 500;
/** After so long without a script the thread is ended: it holds some 100 MB, and starts again in half a second. */
const IDLE = 60_000;
/** As long as the program may take to start: half a second where the machine has time, milliseconds. */
const START_PATIENCE = 30_000;

export interface ShellCheckOptions {
  /** Longest time for one script, from when the program is there; milliseconds. */
  readonly patience?: number;
  /** Verdicts that are kept, the latest asked for. */
  readonly kept?: number;
  /** How long the thread stays without a script, milliseconds. */
  readonly idle?: number;
  /** Where the program lies; undefined where it is not installed. */
  readonly folder?: URL | undefined;
}

/**
 * ShellCheck in a thread of its own, one script after the other. A script that takes too long costs its own verdict and the
 * thread, which is replaced; nothing else. Where ShellCheck is not installed, nothing is found and nothing goes wrong.
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

  /** What it says of a script; undefined where it is not installed, can't be started, or at once when the signal is aborted. */
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
    // What was asked for last stands last: the first is the one to go.
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
    // It may still be at the script: another thread takes the next.
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
    // A program that breaks down would again: that is a verdict. One that does not start may another time.
    const onFailure = () => resolve(this.#ready ? FAILED : undefined);
    // A start is not for nothing: the next script needs it too.
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
