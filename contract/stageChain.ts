import type { PlannedStage, Step } from "./build.ts";
import type { Digest } from "./names/digest.ts";

/** Stages from the first base to the last planned stage, following FROM: those the image is made of. */
export function stageChain(stages: readonly PlannedStage[]): number[] {
  const chain: number[] = [];
  let current = stages.at(-1);
  while (current && !chain.includes(current.index)) {
    chain.unshift(current.index);
    current = baseStage(stages, current);
  }
  return chain;
}

/** The stage that FROM or `--from` names by name or index; names are compared in lower case, and the last one wins. */
export function stageNamed(stages: readonly PlannedStage[], name: string): PlannedStage | undefined {
  const wanted = name.toLowerCase();
  return stages.findLast((stage) => stage.name?.toLowerCase() === wanted || String(stage.index) === wanted);
}

/** The planned stages that the image only has copies from, or nothing at all. */
export function stagesLeftBehind(stages: readonly PlannedStage[]): PlannedStage[] {
  const chain = stageChain(stages);
  return stages.filter(({ index }) => !chain.includes(index));
}

function baseStage(stages: readonly PlannedStage[], { index, from }: PlannedStage): PlannedStage | undefined {
  return stageNamed(
    stages.filter((stage) => stage.index < index),
    from,
  );
}

interface Planned {
  readonly stages: readonly PlannedStage[];
  readonly steps: readonly Step[];
}

/**
 * The layers of the files after a step, base first. Undefined if the step has none of its own, or if those below it are
 * unknown: in builds of earlier versions, and on a context.
 */
export function layersUpTo({ stages, steps }: Planned, id: string): Digest[] | undefined {
  const step = steps.find((one) => one.id === id);
  const stage = stages.find(({ index }) => index === step?.stage);
  if (!step?.layer || !stage) return undefined;
  const own = steps.filter((one) => one.stage === stage.index);
  const below = layersBelow({ stages, steps }, stage, own[0]);
  if (!below) return undefined;
  const upTo = own.slice(1, own.indexOf(step) + 1);
  return [...below, ...upTo.flatMap(({ layer }) => layer?.diffId ?? [])];
}

/**
 * The layers of the files before or after any step, base first: also of one without a layer of its own. Undefined if they
 * are unknown.
 */
export function layersAt(planned: Planned, id: string, at: "before" | "after"): Digest[] | undefined {
  const step = planned.steps.find((one) => one.id === id);
  const stage = planned.stages.find(({ index }) => index === step?.stage);
  if (!step || !stage) return undefined;
  const own = planned.steps.filter((one) => one.stage === stage.index);
  const upTo = own.slice(1, own.indexOf(step) + (at === "after" ? 1 : 0));
  const last = upTo.findLast(({ layer }) => layer !== undefined);
  return last ? layersUpTo(planned, last.id) : layersBelow(planned, stage, own[0]);
}

/** The layers that a stage starts from. */
function layersBelow(planned: Planned, stage: PlannedStage, from: Step | undefined): Digest[] | undefined {
  if (from?.layer) return from.layer.below && [...from.layer.below, from.layer.diffId];
  const base = baseStage(planned.stages, stage);
  if (!base) return stage.from.toLowerCase() === "scratch" ? [] : undefined;
  const ofBase = planned.steps.filter((step) => step.stage === base.index);
  const last = ofBase.findLast(({ layer }) => layer !== undefined);
  return last ? layersUpTo(planned, last.id) : layersBelow(planned, base, ofBase[0]);
}
