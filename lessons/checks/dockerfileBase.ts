import type { ResolvedStage, StageBase } from "#dockerfile/stages/resolvedStage.ts";
import { resolveStages } from "#dockerfile/stages/resolveStages.ts";
import { quoted } from "./authorValues.ts";
import type { DockerfileScope } from "./dockerfileStages.ts";
import { failed, type Judgment, PASSED } from "./judgment.ts";
import { matchesName } from "./matchesName.ts";

/** The image that the last stage starts from, through the stages in between. */
export function judgeBase(pattern: string, { path, dockerfile }: DockerfileScope): Judgment {
  const wanted = `The image that the last stage starts from is ${pattern}.`;
  const { stages } = resolveStages(dockerfile);
  const last = baseStage(stages);
  if (last === undefined) return failed("The Dockerfile has no FROM.", wanted);
  const name = nameOf(last.base);
  if (name === pattern || (name !== "scratch" && matchesName(pattern, name))) return PASSED;
  const { range } = last.stage.from;
  return failed(`Line ${range.start.line + 1} is ${quoted(last.stage.from.original)}.`, wanted, { path, range });
}

function baseStage(stages: readonly ResolvedStage[]): ResolvedStage | undefined {
  let stage = stages.at(-1);
  // A stage may only start from an earlier one: the index falls with each.
  while (stage?.base.kind === "stage" && stage.base.index < stage.index) stage = stages[stage.base.index];
  return stage;
}

function nameOf(base: StageBase): string {
  return base.kind === "image" || base.kind === "context" ? base.name : "scratch";
}
