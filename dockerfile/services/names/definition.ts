import type { Position, Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { namedThingAt } from "./namedThingAt.ts";

/** Where the stage, variable or heredoc at a place is given its name. */
export function definition(dockerfile: Dockerfile, position: Position): Range | undefined {
  const found = namedThingAt(dockerfile, position)?.definition;
  return found && dockerfile.syntax.lines.rangeOf(found.start, found.end);
}

/** Every place that names the same. */
export function references(dockerfile: Dockerfile, position: Position, includeDeclaration = true): readonly Range[] {
  const occurrences = namedThingAt(dockerfile, position)?.occurrences ?? [];
  return occurrences
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(({ start, end }) => dockerfile.syntax.lines.rangeOf(start, end));
}
