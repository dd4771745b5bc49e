import type { Range } from "#contract/range.ts";
import type { Instruction } from "../../instructions/instruction.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import { replaceFix } from "../check.ts";
import type { RuleContext } from "./rule.ts";

/** An instruction, or the one an ONBUILD keeps, with the statement it stands in. */
export interface Step {
  readonly instruction: Instruction;
  readonly stage: ResolvedStage;
  readonly at: Range;
}

/** Every instruction after a FROM, triggers of ONBUILD too. */
export function stepsOf({ visits }: RuleContext): readonly Step[] {
  return visits.flatMap(({ instruction, stage }) => {
    const at = instruction.range;
    const own = { instruction, stage, at };
    if (instruction.name !== "ONBUILD" || instruction.trigger === undefined) return [own];
    return [own, { instruction: instruction.trigger, stage, at }];
  });
}

/** Whether what a stage leaves behind gets into the image: it is the last, or another starts from it. */
export function isKept(stage: ResolvedStage | undefined, { resolved }: RuleContext): boolean {
  if (stage === undefined || stage.index === resolved.stages.length - 1 || stage.index === resolved.target) return true;
  return resolved.stages.some(({ base }) => base.kind === "stage" && base.index === stage.index);
}

/** Takes a statement's lines out. */
export function removeLines(title: string, { start, end }: Range): ReturnType<typeof replaceFix> {
  const lines = { start: { line: start.line, character: 0 }, end: { line: end.line + 1, character: 0 } };
  return replaceFix(title, lines, "");
}

/** A word without the quotes around it. */
export function unquoted(raw: string): string {
  return raw.replace(/^["']+|["']+$/g, "");
}

/** The stages that somebody may build for their own sake: the last one, and those that no other needs. */
export function finalStages({ resolved }: RuleContext): readonly ResolvedStage[] {
  const needed = new Set(resolved.stages.flatMap(({ dependencies }) => dependencies));
  return resolved.stages.filter(({ index }) => !needed.has(index) || index === resolved.target);
}

/** A stage and those it starts from, the nearest first. */
export function lineage(stage: ResolvedStage, context: RuleContext): readonly ResolvedStage[] {
  const { base } = stage;
  const parent = base.kind === "stage" && base.index < stage.index ? context.resolved.stages[base.index] : undefined;
  return parent === undefined ? [stage] : [stage, ...lineage(parent, context)];
}
