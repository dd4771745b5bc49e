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
      : stageMistake("target", "dockerfile contains no stages to build", syntax.lines.rangeOf(0, 0));
  }
  const named = byName.get(target.toLowerCase());
  if (named !== undefined) return named;
  const names = stages.map(({ name, index }) => name ?? `stage-${index}`);
  const range = stages[last]?.from.range ?? syntax.lines.rangeOf(0, 0);
  return stageMistake(
    "target",
    withSuggestion(`target stage ${goQuote(target)} could not be found`, nearestOption(target, names)),
    range,
    names.length === 0 ? undefined : `The stages are ${names.join(", ")}.`,
  );
}
