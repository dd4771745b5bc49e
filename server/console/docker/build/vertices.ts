import type { PlannedStage, PlannedStep } from "#contract/build.ts";
import { normalizedName, parseReference } from "#contract/names/reference.ts";

/** The steps that BuildKit shows, with its names: `[base 2/5] RUN echo hello`. By ID. */
export function vertexNames(stages: readonly PlannedStage[], steps: readonly PlannedStep[]): Map<string, string> {
  const shown = steps.filter(({ configOnly }) => !configOnly);
  const isSingle = stages.length === 1;
  return new Map(
    shown.map((step) => {
      const stage = stages.find(({ index }) => index === step.stage);
      const ofStage = shown.filter((other) => other.stage === step.stage);
      const count = `${ofStage.indexOf(step) + 1}/${ofStage.length}`;
      const name = stage?.name ?? (isSingle ? undefined : `stage-${step.stage}`);
      const place = name === undefined ? count : `${name} ${count}`;
      return [step.id, `[${place}] ${titleOf(step, stage)}`];
    }),
  );
}

/** BuildKit names the image of a FROM in full. */
function titleOf({ instruction, title }: PlannedStep, stage: PlannedStage | undefined): string {
  if (instruction !== "FROM" || stage === undefined) return title;
  const parsed = parseReference(stage.from);
  return `FROM ${parsed.ok ? normalizedName(parsed.reference) : stage.from}`;
}
