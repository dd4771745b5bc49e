import type { Instruction } from "../instructions/instruction.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import type { ResolvedStage, StageSource } from "../stages/resolvedStage.ts";
import { readSources, type SourceNames } from "../stages/stageSources.ts";
import { throwFirst } from "./placed.ts";

/** What each instruction of a stage copies or mounts from. */
export function sourcesByInstruction({ sources }: ResolvedStage): ReadonlyMap<Instruction, readonly StageSource[]> {
  return Map.groupBy(sources, ({ instruction }) => instruction);
}

/**
 * What a trigger copies or mounts from, in the stage that runs it. Throws a PlanError if it can't. BuildKit lets a
 * trigger copy from the stage that it runs in; here that would be a circle.
 */
export function triggerSources(stage: Stage, trigger: Instruction, names: SourceNames): readonly StageSource[] {
  const { sources, mistakes, nameMistakes } = readSources({ ...stage, instructions: [trigger] }, names);
  const isOwn = sources.some(({ base }) => base.kind === "stage" && base.index === stage.index);
  const message = `circular dependency detected on stage: ${stage.name ?? `stage-${stage.index}`}`;
  throwFirst([...mistakes, ...nameMistakes, ...(isOwn ? [stageMistake("circular", message, trigger.range)] : [])]);
  return sources;
}
