import type { StepState } from "#contract/build.ts";
import type { RunningEvent } from "../../builder.ts";

/** What the events of a build told of its steps. */
export class ToldSteps {
  readonly begunAt = Date.now();
  readonly #states = new Map<string, StepState>();
  readonly #begins = new Map<string, number>();
  readonly #times = new Map<string, number>();

  take(event: RunningEvent): void {
    // Another plan has other steps under the same IDs.
    if (event.type === "planned") this.#states.clear();
    if (event.type !== "step") return;
    const { step, state, at } = event;
    if (state === "running") this.#begins.set(step, at);
    const begun = this.#begins.get(step);
    if (state === "done" && this.#states.get(step) === "running" && begun !== undefined) {
      this.#times.set(step, at - begun);
    }
    this.#states.set(step, state);
  }

  stateOf(step: string): StepState | undefined {
    return this.#states.get(step);
  }

  /** Whether it runs, or has run, in this build. */
  hasRun(step: string): boolean {
    const state = this.#states.get(step);
    return state !== undefined && state !== "cached" && state !== "pending";
  }

  /** Whether its result is in the builder's cache now. */
  isKept(step: string): boolean {
    const state = this.#states.get(step);
    return state === "done" || state === "cached";
  }

  /** How long it ran, milliseconds; undefined if it did not, or not to its end. */
  timeOf(step: string): number | undefined {
    return this.#times.get(step);
  }
}
