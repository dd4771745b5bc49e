import { z } from "zod";
import type { Dockerfile, Stage } from "#dockerfile/instructions/parseDockerfile.ts";
import { countText } from "./authorValues.ts";
import type { WrittenInstruction } from "./dockerfileStatements.ts";
import { failed, type Judgment, PASSED } from "./judgment.ts";

export const stageSchema = z
  .string()
  .min(1)
  .max(100)
  .describe("The name of a stage, or last, first, or any; any if absent.");

/** The stages that a check is about, and how they are called in a sentence. */
export interface ChosenStages {
  readonly stages: readonly Stage[];
  /** `the Dockerfile`, `the last stage`. */
  readonly called: string;
  /** Whether what comes before the first FROM belongs to it. */
  readonly isAll: boolean;
}

/** A Dockerfile as the parts of a check see it. */
export interface DockerfileScope {
  readonly path: string;
  readonly dockerfile: Dockerfile;
  readonly chosen: ChosenStages;
  readonly written: readonly WrittenInstruction[];
}

export function chooseStages({ stages }: Dockerfile, stage = "any"): ChosenStages {
  if (stage === "any") return { stages, called: "the Dockerfile", isAll: true };
  if (stage === "last") return { stages: stages.slice(-1), called: "the last stage", isAll: false };
  if (stage === "first") return { stages: stages.slice(0, 1), called: "the first stage", isAll: false };
  const named = stages.filter(({ name }) => name === stage.toLowerCase());
  return { stages: named, called: `the stage ${stage}`, isAll: false };
}

/** The instructions of the chosen stages. */
export function chosenInstructions({ chosen, written }: DockerfileScope): readonly WrittenInstruction[] {
  if (chosen.isAll) return written;
  const indexes = new Set(chosen.stages.map(({ index }) => index));
  return written.filter(({ stage }) => indexes.has(stage));
}

export function judgeStages(
  limit: { min?: number | undefined; max?: number | undefined },
  scope: DockerfileScope,
): Judgment {
  const { stages } = scope.dockerfile;
  const { min = 0, max = Number.POSITIVE_INFINITY } = limit;
  if (stages.length >= min && stages.length <= max) return PASSED;
  const last = stages.at(-1)?.from.range;
  const saw = `The Dockerfile has ${stages.length} ${stages.length === 1 ? "stage" : "stages"}.`;
  const at = last === undefined ? undefined : { path: scope.path, range: last };
  return failed(saw, `A Dockerfile with ${countText(limit, "stage", "stages")}.`, at);
}
