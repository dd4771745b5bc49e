import type { PlannedStep } from "#contract/build.ts";
import { contextName } from "#dockerfile/plan/namedContext.ts";
import type { VertexName } from "./vertexName.ts";

type MatchedStep = Pick<PlannedStep, "id" | "configOnly" | "instruction" | "title">;

/** Instructions that BuildKit numbers. */
const NUMBERED: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD", "WORKDIR"]);

/** A stage of the plan, as vertices name its steps. */
export interface MatchedStage {
  readonly index: number;
  readonly name?: string | undefined;
  readonly fromStep: Pick<PlannedStep, "id">;
  readonly steps: readonly MatchedStep[];
  /** Whether the FROM has the number 1: that of an image, unless a named context stands in for it. */
  readonly countsFrom: boolean;
}

/** The steps that ask for an image, by its normalized name. */
export type ImageSteps = ReadonlyMap<string, string>;

/**
 * Finds the step of a vertex by its stage and its number there; the text decides only between the few steps that it can be.
 * Totals may count triggers that are not known here, and BuildKit shares vertices between builds, with the name that
 * another one gave them.
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
      case "cache":
      case "other":
        return undefined;
    }
  }

  /** The step whose result is the image. */
  last(): string | undefined {
    const stage = this.#stages.find(({ index }) => index === this.#target);
    return stage?.steps.findLast(({ configOnly }) => !configOnly)?.id ?? stage?.fromStep.id;
  }

  #step({ stage: stageName, index, total, text }: Extract<VertexName, { kind: "step" }>): string | undefined {
    const stage = this.#stage(stageName);
    if (stage === undefined || /^FROM\s/i.test(text)) return stage?.fromStep.id;
    const counted = stage.steps.filter(({ instruction }) => NUMBERED.has(instruction));
    // A trigger of a base image that is not known here belongs to the FROM.
    if (/^ONBUILD\s/i.test(text) && !counted.some(({ title }) => /^ONBUILD\s/i.test(title))) return stage.fromStep.id;
    const fromStart = stage.countsFrom ? [index - 2, index - 1] : [index - 1, index - 2];
    const able = [...fromStart, counted.length - 1 - (total - index)].flatMap((at) => counted[at] ?? []);
    const word = /^(?:ONBUILD\s+)?(\w+)/i.exec(text)?.[1]?.toUpperCase();
    const found =
      able.find(({ title }) => sameText(title, text)) ??
      counted.find(({ title }) => sameText(title, text)) ??
      able.find(({ instruction }) => instruction === word);
    return found?.id ?? stage.fromStep.id;
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

function sameText(title: string, text: string): boolean {
  return title.replace(/\s+/g, " ") === text.replace(/\s+/g, " ");
}
