import { stageMistake } from "../instructions/instructionInput.ts";
import type { Mistake } from "../syntax/mistake.ts";
import type { ResolvedStages } from "./resolveStages.ts";
import { atFrom } from "./triggers.ts";

/** Invalid ONBUILD triggers that a stage of the same file runs: BuildKit rejects that stage's FROM. */
export function triggerMistakes({ stages }: ResolvedStages): readonly Mistake[] {
  return stages.flatMap(({ base, stage }) => {
    const parent = base.kind === "stage" ? stages[base.index] : undefined;
    return (parent?.stage.instructions ?? []).flatMap((instruction) => {
      if (instruction.name !== "ONBUILD" || instruction.triggerMistake === undefined) return [];
      const { message } = instruction.triggerMistake;
      return [atFrom(stageMistake("onbuild", message, instruction.range), stage.from)];
    });
  });
}
