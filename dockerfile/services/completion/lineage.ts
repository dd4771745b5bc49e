import type { BaseImage } from "#contract/base.ts";
import type { Position } from "#contract/range.ts";
import type { Instruction } from "../../instructions/instruction.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { resolveStages } from "../../stages/resolveStages.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";

/** What a stage has at one place: the instructions before it and those of the stages it starts from, and its base image. */
export interface Lineage {
  /** The first first. */
  readonly instructions: readonly Instruction[];
  /** Undefined if nothing is known of it. */
  readonly baseImage: BaseImage | undefined;
}

/** Of the stage that a place is in. */
export function lineageAt(dockerfile: Dockerfile, position: Position, environment: LanguageEnvironment): Lineage {
  const stage = dockerfile.stages.findLast(({ from }) => from.range.start.line < position.line);
  const { instructions, baseImage } = lineageOf(dockerfile, stage?.index, environment);
  return { instructions: instructions.filter(({ range }) => range.end.line < position.line), baseImage };
}

/** Of a whole stage. */
export function lineageOf(
  dockerfile: Dockerfile,
  index: number | undefined,
  environment: LanguageEnvironment,
): Lineage {
  const { stages } = resolveStages(dockerfile, environment);
  const { baseImages = {} } = environment;
  const instructions: Instruction[] = [];
  // A stage starts from an earlier one only: this ends.
  for (let at = index; at !== undefined; ) {
    const stage = stages[at];
    instructions.unshift(...(stage?.stage.instructions ?? []));
    if (stage?.base.kind !== "stage") {
      const name = stage?.base.kind === "image" ? stage.base.name : "";
      return { instructions, baseImage: Object.hasOwn(baseImages, name) ? baseImages[name] : undefined };
    }
    at = stage.base.index;
  }
  return { instructions, baseImage: undefined };
}
