import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { PlanError } from "../steps/planError.ts";

/** The stage asked for, by name in any case; the last one where none is. As in BuildKit, an index is no name. */
export function findTarget(dockerfile: Dockerfile, target: string | undefined): number {
  const { stages } = dockerfile;
  if (stages.length === 0) {
    throw new PlanError("dockerfile/syntax", "dockerfile contains no stages to build", undefined, {
      next: "Begin with FROM and the image to start from.",
    });
  }
  if (target === undefined || target === "") return stages.length - 1;
  const named = stages.findLastIndex((stage) => stage.name === target.toLowerCase());
  if (named >= 0) return named;
  const names = stages.flatMap((stage) => (stage.name === undefined ? [] : [stage.name]));
  const next = names.length === 0 ? "No stage of this Dockerfile has a name." : `There are: ${names.join(", ")}.`;
  throw new PlanError("dockerfile/target", `target stage "${target}" could not be found`, undefined, { next });
}
