import type { PlannedStage } from "#contract/build.ts";

/** Stages from the first base to the last planned stage, following FROM: those the image is made of. */
export function stageChain(stages: readonly PlannedStage[]): number[] {
  const chain: number[] = [];
  let current = stages.at(-1);
  while (current && !chain.includes(current.index)) {
    chain.unshift(current.index);
    const { from, index } = current;
    current = stageNamed(
      stages.filter((stage) => stage.index < index),
      from,
    );
  }
  return chain;
}

/** The stage that FROM or `--from` means by a name or an index; names are compared in lower case, and the last one wins. */
export function stageNamed(stages: readonly PlannedStage[], name: string): PlannedStage | undefined {
  const wanted = name.toLowerCase();
  return stages.findLast((stage) => stage.name?.toLowerCase() === wanted || String(stage.index) === wanted);
}

/** The planned stages that the image only has copies from, or nothing at all. */
export function stagesLeftBehind(stages: readonly PlannedStage[]): PlannedStage[] {
  const chain = stageChain(stages);
  return stages.filter(({ index }) => !chain.includes(index));
}
