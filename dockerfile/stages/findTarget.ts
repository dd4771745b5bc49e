import { goQuote } from "../go/goFormat.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";

/** The index of the stage to build: by name in any case, or the last. BuildKit takes no number. */
export function findTarget(
  { stages, syntax }: Dockerfile,
  target: string | undefined,
  byName: ReadonlyMap<string, number>,
): number | Mistake {
  const last = stages.length - 1;
  if (target === undefined || target === "") {
    return last >= 0
      ? last
      : stageMistake(
          "no-stage",
          "dockerfile contains no stages to build",
          syntax.lines.rangeOf(0, 0),
          "Begin with FROM and the image to start from.",
        );
  }
  const named = byName.get(target.toLowerCase());
  if (named !== undefined) return named;
  const suggested = stages.map(({ name, index }) => name ?? `stage-${index}`);
  const names = stages.flatMap(({ name }) => name ?? []);
  const range = stages[last]?.from.range ?? syntax.lines.rangeOf(0, 0);
  return stageMistake(
    "target",
    withSuggestion(`target stage ${goQuote(target)} could not be found`, nearestOption(target, suggested)),
    range,
    names.length === 0 ? "No stage of this Dockerfile has a name." : `There are: ${names.join(", ")}.`,
  );
}
