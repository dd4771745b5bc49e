import type { PlannedStep } from "#contract/build.ts";
import { contextName } from "#dockerfile/plan/namedContext.ts";
import type { VertexName } from "./vertexName.ts";

/** A stage of the plan, as vertices name its steps. */
export interface MatchedStage {
  readonly index: number;
  readonly name?: string | undefined;
  readonly fromStep: Pick<PlannedStep, "id">;
  readonly steps: readonly Pick<PlannedStep, "id" | "configOnly">[];
}

/** The steps that ask for an image, by its normalized name. */
export type ImageSteps = ReadonlyMap<string, string>;

/**
 * Finds the step of a vertex by its stage and its position there: texts may be the same, and are shown changed. Positions
 * count from the end, where they are the same whether a FROM is counted (a named context's is not) and whatever triggers
 * the base image brings that are not known here.
 */
export class StepMatcher {
  readonly #stages: readonly MatchedStage[];
  readonly #images: ImageSteps;
  readonly #target: number;

  constructor(stages: readonly MatchedStage[], images: ImageSteps, target: number) {
    this.#stages = stages;
    this.#images = images;
    this.#target = target;
  }

  /** The id of the step, or undefined if it is none of the Dockerfile's. */
  find(name: VertexName): string | undefined {
    switch (name.kind) {
      case "step":
        return this.#step(name);
      case "metadata":
        return this.#image(name.image);
      case "context":
        return this.#image(name.name);
      case "export":
        return this.last();
      case "other":
        return undefined;
    }
  }

  /** The step whose result is the image. */
  last(): string | undefined {
    const stage = this.#stages.find(({ index }) => index === this.#target);
    return stage?.steps.findLast(({ configOnly }) => !configOnly)?.id ?? stage?.fromStep.id;
  }

  #step({ stage: stageName, index, total }: Extract<VertexName, { kind: "step" }>): string | undefined {
    const stage = this.#stage(stageName);
    if (stage === undefined) return undefined;
    const counted = stage.steps.filter(({ configOnly }) => !configOnly);
    return counted[counted.length - 1 - (total - index)]?.id ?? stage.fromStep.id;
  }

  #stage(name: string | undefined): MatchedStage | undefined {
    const named = name?.toLowerCase();
    const index = named === undefined ? undefined : /^stage-(\d+)$/.exec(named)?.[1];
    return (
      this.#stages.find((stage) => named !== undefined && stage.name === named) ??
      this.#stages.find((stage) =>
        index === undefined ? named === undefined && stage.index === this.#target : stage.index === Number(index),
      )
    );
  }

  /** With a digest or without. */
  #image(text: string): string | undefined {
    const name = contextName(text.replace(/@sha256:[0-9a-f]+$/, ""));
    return name === undefined ? undefined : this.#images.get(name);
  }
}
