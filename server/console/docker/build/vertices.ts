import type { PlannedStage, PlannedStep } from "#contract/build.ts";
import { normalizedName, parseReference } from "#contract/names/reference.ts";

/** The steps that BuildKit shows, with its names: `[base 2/5] RUN echo hello`. By ID. */
export function vertexNames(stages: readonly PlannedStage[], steps: readonly PlannedStep[]): Map<string, string> {
  const shown = steps.filter((step) => !step.configOnly && !startsFromStage(step, stages));
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

/** A FROM of another stage, or of scratch, is no step of BuildKit's. */
function startsFromStage({ instruction, stage }: PlannedStep, stages: readonly PlannedStage[]): boolean {
  if (instruction !== "FROM") return false;
  const from = stages.find(({ index }) => index === stage)?.from.toLowerCase();
  return from === "scratch" || stages.some(({ index, name }) => index < stage && name?.toLowerCase() === from);
}

/** BuildKit names the image of a FROM in full. */
function titleOf({ instruction, title }: PlannedStep, stage: PlannedStage | undefined): string {
  if (instruction !== "FROM" || stage === undefined) return title;
  const parsed = parseReference(stage.from);
  return `FROM ${parsed.ok ? normalizedName(parsed.reference) : stage.from}`;
}
