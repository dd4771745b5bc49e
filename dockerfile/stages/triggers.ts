import type { Range } from "#contract/range.ts";
import type { FromInstruction, Instruction } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";

/** What a stage's ONBUILDs keep, those that can be read. */
export function triggersOf(stage: Stage | undefined): readonly Instruction[] {
  return (stage?.instructions ?? []).flatMap((instruction) =>
    instruction.name === "ONBUILD" && instruction.trigger !== undefined ? [instruction.trigger] : [],
  );
}

/** BuildKit reports a trigger's mistake at the FROM that runs it; the text to fix is in the ONBUILD. */
export function atFrom<Told extends { readonly range: Range; readonly next?: string }>(
  told: Told,
  { range }: Pick<FromInstruction, "range">,
): Told {
  return { ...told, range, next: `Fix the ONBUILD in line ${told.range.start.line + 1}, which this FROM runs.` };
}

export function isWithin(inner: Range, outer: Range): boolean {
  return inner.start.line >= outer.start.line && inner.end.line <= outer.end.line;
}
