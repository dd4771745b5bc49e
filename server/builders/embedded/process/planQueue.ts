import type { Forecast } from "#contract/plan.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { PlanJob } from "../../builder.ts";
import type { BuilderPool } from "./builderPool.ts";
import { BuilderDiedError } from "./builderProcess.ts";

/** Most queued plans; a plan takes milliseconds. */
const MAX_WAITING = 100;
/** Longest time of one plan: the most that a Dockerfile designed to be slow can delay other plans. */
const PATIENCE_MS = 5000;

/**
 * Makes plans one at a time, in an idle builder process: one is enough for a class of people typing. Aborted requests
 * are skipped.
 */
export class PlanQueue {
  readonly #pool: BuilderPool;
  readonly #patience: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** `patience`: most milliseconds for one plan. */
  constructor(pool: BuilderPool, patience = PATIENCE_MS) {
    this.#pool = pool;
    this.#patience = patience;
  }

  /** Throws a ProblemError if too many are queued or the plan takes too long, and the signal's reason. */
  async plan(job: PlanJob, signal: AbortSignal): Promise<Forecast> {
    if (this.#waiting >= MAX_WAITING) {
      throw new ProblemError(problem("request/too-many", `${this.#waiting} plans are already queued.`));
    }
    this.#waiting += 1;
    const answer = this.#last.then(() => this.#ask(job, signal));
    this.#last = answer.catch(() => undefined);
    return await answer.finally(() => {
      this.#waiting -= 1;
    });
  }

  async #ask(job: PlanJob, signal: AbortSignal): Promise<Forecast> {
    signal.throwIfAborted();
    const ask = () => this.#pool.use((builder) => builder.plan(job, this.#patience));
    // A spare may have died unnoticed: then another process answers, once.
    return await ask().catch((error: unknown) => {
      if (error instanceof BuilderDiedError) return ask();
      throw error;
    });
  }
}
