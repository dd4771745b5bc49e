import type { Instruction } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import { PlanError } from "../steps/planError.ts";
import type { StageBase } from "./baseOf.ts";
import type { FoundRoot } from "./resolveRoot.ts";

interface StageLooks {
  readonly stages: readonly Stage[];
  readonly base: (stage: Stage) => StageBase;
  /** Whether a named context takes the stage's place. */
  readonly isReplaced: (stage: Stage) => boolean;
  readonly root: (name: string, stage: Stage) => FoundRoot;
}

/**
 * The stages that a target is known to need before anything is planned, each after those it needs. What triggers of a
 * base bring is not among them. However long the chain, this goes no deeper into the call stack.
 */
export function stageOrder(target: number, looks: StageLooks): number[] {
  const needed = new Set([target]);
  for (const index of needed) for (const other of neededBy(looks.stages[index], looks)) needed.add(other);
  // A stage needs only earlier ones.
  return [...needed].sort((a, b) => a - b);
}

function neededBy(stage: Stage | undefined, looks: StageLooks): number[] {
  if (stage === undefined || looks.isReplaced(stage)) return [];
  const base = unlessWrong(() => looks.base(stage));
  const roots = stage.instructions.flatMap(namesOfRoots).map((name) => unlessWrong(() => looks.root(name, stage)));
  return [base, ...roots].flatMap((found) => (found?.kind === "stage" ? [found.stage] : []));
}

function namesOfRoots(instruction: Instruction): string[] {
  if (instruction.name === "COPY") return instruction.from === undefined ? [] : [instruction.from.raw];
  if (instruction.name !== "RUN") return [];
  return instruction.mounts.flatMap(({ options: { from } }) => (from === undefined ? [] : [from]));
}

/** Mistakes are told when the stage is planned. */
function unlessWrong<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}
