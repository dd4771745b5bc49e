import type { Range } from "#contract/range.ts";
import { PlanError } from "../steps/planError.ts";
import type { StageState } from "../steps/stageState.ts";

/** Only stages that triggers bring are found while another is planned. */
const MAX_NESTED = 250;
/** About a second and a hundred megabytes; a thousand RUNs with a thousand variables are a third of it. */
const MAX_COPIED = 3_000_000;

/** Keeps a plan from growing with the square of its Dockerfile. Throws PlanErrors. */
export class PlanBounds {
  #nested = 0;
  #copied = 0;

  /** A stage is planned, while those that need it wait. */
  enter(range: Range): void {
    this.#nested += 1;
    if (this.#nested > MAX_NESTED) {
      throw new PlanError("dockerfile/syntax", "the triggers of stages lead to too many others", range);
    }
  }

  leave(): void {
    this.#nested -= 1;
  }

  /** A RUN gets the variables set so far, a stage the history too. */
  copy({ variables, buildArgs, history }: StageState, to: "run" | "stage", range: Range): void {
    this.#copied += variables.size + buildArgs.length + (to === "stage" ? history.length : 0);
    if (this.#copied <= MAX_COPIED) return;
    throw new PlanError("dockerfile/syntax", "too many variables for so many RUNs and stages", range, {
      next: "Set variables where they are needed, or put them into a file that a RUN reads.",
    });
  }
}
