import type { Position } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { heredocAt } from "./heredocOccurrences.ts";
import type { NamedThing } from "./namedThing.ts";
import { stageAt } from "./stageOccurrences.ts";
import { variableAt } from "./variableOccurrences.ts";

/** The stage, variable or heredoc that is named at a place. */
export function namedThingAt(dockerfile: Dockerfile, position: Position): NamedThing | undefined {
  const offset = dockerfile.syntax.lines.offsetAt(position);
  return (
    heredocAt(dockerfile, offset) ??
    stageAt(dockerfile, offset) ??
    variableAt(dockerfile, position, offset) ??
    undefined
  );
}
