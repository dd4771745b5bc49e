import { MAX_CONFIG } from "#contract/image.ts";
import type { Range } from "#contract/range.ts";
import { MAX_INSTRUCTIONS } from "../instructions/instructionLimit.ts";
import { PlanError } from "../steps/planError.ts";
import type { StageState } from "../steps/stageState.ts";

/** Only stages that triggers bring are found while another is planned. */
const MAX_NESTED = 250;
/** About a second and a hundred megabytes; a thousand RUNs with a thousand variables are a third of it. */
const MAX_COPIED = 3_000_000;
/** Longest title of a step, in UTF-16 code units: no one reads more of one line. */
const MAX_TITLE = 2000;

/** Keeps a plan from growing with the square of its Dockerfile. Throws PlanErrors. */
export class PlanBounds {
  #nested = 0;
  #copied = 0;
  #steps = 0;
  #history = 0;

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

  /** A stage has its own steps and those that the triggers of its base bring. */
  steps(count: number, range: Range): void {
    this.#steps += count;
    if (this.#steps <= MAX_INSTRUCTIONS) return;
    const detail = `the triggers of base images make more than ${MAX_INSTRUCTIONS} steps of the Dockerfile`;
    throw new PlanError("dockerfile/syntax", detail, range, { next: "Start fewer stages from images with ONBUILD." });
  }

  /** A step has written its row of the history. */
  wrote({ history }: StageState, range: Range): void {
    this.#history += history.at(-1)?.created_by?.length ?? 0;
    if (this.#history <= MAX_CONFIG) return;
    const detail = `The history of the image would have more than ${MAX_CONFIG} bytes, which is all that its configuration may have.`;
    throw new PlanError("image/too-large", detail, range, { next: "Write fewer or shorter instructions." });
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

/** What a step is called: its instruction as written, or the start of it. */
export function stepTitle(text: string): string {
  return text.length <= MAX_TITLE ? text : `${text.slice(0, MAX_TITLE)}…`;
}
