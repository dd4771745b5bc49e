import type { LiveStep } from "#contract/buildProgress.ts";
import { stageChain } from "#contract/stageChain.ts";
import type { BuildRun } from "../../state/build/buildState.ts";

/** One line of a build to stop at. */
export type Frame = Pick<LiveStep, "id" | "instruction" | "title" | "range" | "state">;

const REACHED: ReadonlySet<LiveStep["state"]> = new Set(["done", "cached", "failed"]);

/** The steps that made the image, base first; of a build that failed, those up to the failure. */
export function framesOf({ stages, steps }: Pick<BuildRun, "stages" | "steps">): readonly Frame[] {
  const ofImage = stageChain(stages).flatMap((stage) => steps.filter((step) => step.stage === stage));
  // The FROM of a stage that goes on from another adds nothing to it.
  const frames = ofImage.filter(({ instruction }, position) => instruction !== "FROM" || position === 0);
  const end = frames.findIndex(({ state }) => !REACHED.has(state));
  return end === -1 ? frames : frames.slice(0, end);
}

/** The frame to go to with a key; undefined for another key. */
export function frameAt(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, at - 1);
    case "ArrowRight":
      return Math.min(count - 1, at + 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
