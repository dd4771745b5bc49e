import { Worker } from "node:worker_threads";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#server/images/problemError.ts";
import type { CheckQuestion } from "./checkThread.ts";

const THREAD = new URL("./checkThread.ts", import.meta.url);

interface CheckerOptions {
  /** Longest time for one check, milliseconds. */
  readonly patience?: number;
  /** Checks that wait. */
  readonly waiting?: number;
}

/**
 * Checks Dockerfiles in a thread of its own, one after the other: a text made to be slow delays other checks for
 * `patience` at most, and nothing else at all.
 */
export class Checker {
  readonly #patience: number;
  readonly #limit: number;
  #thread: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor({ patience = 5000, waiting = 50 }: CheckerOptions = {}) {
    this.#patience = patience;
    this.#limit = waiting;
  }

  /** Throws a ProblemError where the check takes too long or too many wait. */
  check(question: CheckQuestion): Promise<Diagnostic[]> {
    if (this.#waiting >= this.#limit) {
      throw new ProblemError(problem("request/too-many", `${this.#waiting} checks are waiting already.`));
    }
    this.#waiting += 1;
    const answer = this.#last.then(() => this.#ask(question));
    this.#last = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer.finally(() => {
      this.#waiting -= 1;
    });
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = undefined;
  }

  async #ask(question: CheckQuestion): Promise<Diagnostic[]> {
    this.#thread ??= new Worker(THREAD);
    const thread = this.#thread;
    thread.unref();
    const { promise, resolve, reject } = Promise.withResolvers<Diagnostic[]>();
    const onExit = () => reject(new Error("the thread for checks ended"));
    const timer = setTimeout(() => {
      const detail = `The Dockerfile could not be checked within ${this.#patience / 1000} seconds.`;
      reject(new ProblemError(problem("request/too-large", detail, { next: "Make it shorter." })));
    }, this.#patience);
    thread.once("message", resolve).once("error", reject).once("exit", onExit);
    try {
      thread.postMessage(question);
      return await promise;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(timer);
      thread.off("message", resolve).off("error", reject).off("exit", onExit);
    }
  }
}
