import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { WorkThread } from "#server/threads/workThread.ts";
import { shellVerdicts } from "../checkShell.ts";
import { ShellCheckService } from "../shellCheckService.ts";
import type { CheckQuestion, ThreadAnswer, ThreadQuestion } from "./checkThread.ts";

const THREAD = new URL("./checkThread.ts", import.meta.url);

export interface CheckerOptions {
  /** Longest time for one check of a text, in milliseconds. */
  readonly patience?: number;
  /** Longest time for ShellCheck on all scripts of a text, in milliseconds; the remaining scripts are reported as too slow. */
  readonly shellPatience?: number;
  /** Most checks in the queue. */
  readonly waiting?: number;
  readonly shellCheck?: ShellCheckService;
}

/**
 * Checks Dockerfiles in a separate thread, one at a time: a text designed to be slow delays other checks by at most
 * `patience`, and nothing else. ShellCheck runs in a thread of its own.
 */
export class Checker {
  readonly #shellPatience: number;
  readonly #limit: number;
  readonly #shellCheck: ShellCheckService;
  readonly #thread: WorkThread<ThreadQuestion, ThreadAnswer>;
  #waiting = 0;

  /** `dir`: the data folder. */
  constructor(dir: string, { patience = 5000, shellPatience = 10_000, waiting = 50, shellCheck }: CheckerOptions = {}) {
    this.#thread = new WorkThread({ module: THREAD, data: dir, waiting: Number.POSITIVE_INFINITY, patience, tooLong });
    this.#shellPatience = shellPatience;
    this.#limit = waiting;
    this.#shellCheck = shellCheck ?? new ShellCheckService();
  }

  /** Whether ShellCheck is installed. */
  get hasShellCheck(): boolean {
    return this.#shellCheck.isInstalled;
  }

  /** The response of `POST /api/check`, as JSON. Throws a ProblemError if the check times out or the queue is full. */
  check(question: CheckQuestion, signal?: AbortSignal): Promise<Uint8Array> {
    if (this.#waiting >= this.#limit) {
      throw new ProblemError(problem("request/too-many", `${this.#waiting} checks are already queued.`));
    }
    this.#waiting += 1;
    return this.#check(question, signal).finally(() => {
      this.#waiting -= 1;
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#thread.close(), this.#shellCheck.close()]);
  }

  async #check(question: CheckQuestion, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const verdicts = await this.#askShellCheck(question, signal);
    const answer = await this.#thread.ask({ ...question, verdicts });
    if (answer instanceof Uint8Array) return answer;
    throw new TypeError("findings were asked for");
  }

  async #askShellCheck(question: CheckQuestion, signal?: AbortSignal): ReturnType<typeof shellVerdicts> {
    if (!this.hasShellCheck) return new Map();
    const answer = await this.#thread.ask(question);
    if (answer instanceof Uint8Array) return new Map();
    const timeout = AbortSignal.timeout(this.#shellPatience);
    const until = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const verdicts = await shellVerdicts(answer.scripts, this.#shellCheck, until);
    if (!timeout.aborted) return verdicts;
    // Say why nothing was found.
    return new Map(answer.scripts.map((text) => [text, verdicts.get(text) ?? { kind: "too-long" }]));
  }
}

function tooLong(patience: number): ProblemError {
  const detail = `Checking the Dockerfile took longer than ${patience / 1000} seconds.`;
  return new ProblemError(problem("request/too-large", detail, { next: "Shorten the Dockerfile." }));
}
