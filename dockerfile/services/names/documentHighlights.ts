import type { Position, Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { namedThingAt } from "./namedThingAt.ts";

/** DocumentHighlightKind. */
export const highlightKinds = { read: 2, write: 3 } as const;

export interface DocumentHighlight {
  readonly range: Range;
  readonly kind: (typeof highlightKinds)[keyof typeof highlightKinds];
}

/** Every place of the stage, variable or heredoc that is named at a place; what gives it its name or value is a write. */
export function documentHighlights(dockerfile: Dockerfile, position: Position): readonly DocumentHighlight[] {
  const occurrences = namedThingAt(dockerfile, position)?.occurrences ?? [];
  return occurrences.map(({ start, end, isDeclaration }) => ({
    range: dockerfile.syntax.lines.rangeOf(start, end),
    kind: isDeclaration ? highlightKinds.write : highlightKinds.read,
  }));
}
