import type { Range } from "#contract/range.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import { replaceFix } from "../context/check.ts";
import type { RuleContext } from "./rule.ts";

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

const QUOTES = new Set(['"', "'"]);

/** A word without the quotes around it. */
export function unquoted(raw: string): string {
  let start = 0;
  let end = raw.length;
  while (start < end && QUOTES.has(raw.charAt(start))) start++;
  while (end > start && QUOTES.has(raw.charAt(end - 1))) end--;
  return raw.slice(start, end);
}

/** The stages that a person may build: the last one, and those that no other needs. */
export function finalStages({ resolved }: RuleContext): readonly ResolvedStage[] {
  const needed = new Set(resolved.stages.flatMap(({ dependencies }) => dependencies));
  return resolved.stages.filter(({ index }) => !needed.has(index) || index === resolved.target);
}

/** A stage and those it starts from, the nearest first. */
export function lineage(stage: ResolvedStage, { resolved }: RuleContext): readonly ResolvedStage[] {
  const stages = [stage];
  for (let { base, index } = stage; base.kind === "stage" && base.index < index; ) {
    const parent = resolved.stages[base.index];
    if (parent === undefined) break;
    stages.push(parent);
    ({ base, index } = parent);
  }
  return stages;
}
