import { Worker } from "node:worker_threads";
import type { CheckResponse } from "#contract/diagnostic.ts";
import { problem } from "#contract/problem.ts";
import { shellVerdicts } from "#server/checks/checkShell.ts";
import { ShellCheckService } from "#server/checks/shellCheckService.ts";
import { ProblemError } from "#server/images/problemError.ts";
import type { CheckQuestion, ThreadAnswer, ThreadQuestion } from "./checkThread.ts";

const THREAD = new URL("./checkThread.ts", import.meta.url);

interface CheckerOptions {
  /** Longest time for one look at a text, milliseconds. */
  readonly patience?: number;
  /** Longest time for ShellCheck on all scripts of a text, milliseconds; those left then took too long. */
  readonly shellPatience?: number;
  /** Checks that wait. */
  readonly waiting?: number;
  readonly shellCheck?: ShellCheckService;
}

/**
 * Checks Dockerfiles in a thread of its own, one after the other: a text made to be slow delays other checks for
 * `patience` at most, and nothing else at all. ShellCheck is asked in between, and holds up only its own kind.
 */
export class Checker {
  readonly #patience: number;
  readonly #shellPatience: number;
  readonly #limit: number;
  readonly #shellCheck: ShellCheckService;
  #thread: Thread | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor({ patience = 5000, shellPatience = 10_000, waiting = 50, shellCheck }: CheckerOptions = {}) {
    this.#patience = patience;
    this.#shellPatience = shellPatience;
    this.#limit = waiting;
    this.#shellCheck = shellCheck ?? new ShellCheckService();
  }

  /** Whether ShellCheck is there to be asked. */
  get hasShellCheck(): boolean {
    return this.#shellCheck.isInstalled;
  }

  /** Throws a ProblemError where the check takes too long or too many wait. */
  check(question: CheckQuestion, signal?: AbortSignal): Promise<CheckResponse> {
    if (this.#waiting >= this.#limit) {
      throw new ProblemError(problem("request/too-many", `${this.#waiting} checks are waiting already.`));
    }
    this.#waiting += 1;
    return this.#check(question, signal).finally(() => {
      this.#waiting -= 1;
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#endThread(), this.#shellCheck.close()]);
  }

  async #check(question: CheckQuestion, signal: AbortSignal | undefined): Promise<CheckResponse> {
    const verdicts = await this.#askShellCheck(question, signal);
    const answer = await this.#askInTurn({ ...question, verdicts });
    return "diagnostics" in answer ? answer : { diagnostics: [] };
  }

  async #askShellCheck(question: CheckQuestion, signal?: AbortSignal): ReturnType<typeof shellVerdicts> {
    if (!this.hasShellCheck) return new Map();
    const answer = await this.#askInTurn(question);
    if (!("scripts" in answer)) return new Map();
    const timeout = AbortSignal.timeout(this.#shellPatience);
    const until = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const verdicts = await shellVerdicts(answer.scripts, this.#shellCheck, until);
    if (!timeout.aborted) return verdicts;
    // Rather said than left open why nothing was found.
    return new Map(answer.scripts.map((text) => [text, verdicts.get(text) ?? { kind: "too-long" }]));
  }

  #askInTurn(question: ThreadQuestion): Promise<ThreadAnswer> {
    const answer = this.#last.then(() => this.#ask(question));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #ask(question: ThreadQuestion): Promise<ThreadAnswer> {
    this.#thread ??= startThread();
    const { worker, isReady } = this.#thread;
    try {
      // Its start takes as long as the machine needs, not the text: `patience` begins after it.
      await isReady;
      worker.postMessage(question);
      return await within(nextMessage(worker), this.#patience);
    } catch (error) {
      await this.#endThread();
      throw error;
    }
  }

  async #endThread(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.worker.terminate();
  }
}

interface Thread {
  readonly worker: Worker;
  /** Rejects where it can't start. */
  readonly isReady: Promise<unknown>;
}

function startThread(): Thread {
  const worker = new Worker(THREAD);
  worker.unref();
  return { worker, isReady: nextMessage(worker) };
}

function nextMessage(thread: Worker): Promise<ThreadAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const onExit = () => reject(new Error("the thread for checks ended"));
  thread.once("message", resolve).once("error", reject).once("exit", onExit);
  return promise.finally(() => thread.off("message", resolve).off("error", reject).off("exit", onExit));
}

async function within(answer: Promise<ThreadAnswer>, patience: number): Promise<ThreadAnswer> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const detail = `The Dockerfile could not be checked within ${patience / 1000} seconds.`;
    reject(new ProblemError(problem("request/too-large", detail, { next: "Make it shorter." })));
  }, patience);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
