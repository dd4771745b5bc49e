import type { TextEdit } from "#contract/diagnostic.ts";
import type { Position, Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { PLATFORM_ARGS, PROXY_ARGS } from "../../stages/predefinedArgs.ts";
import { namedThingAt } from "./namedThingAt.ts";
import { renameError } from "./renameError.ts";

export interface RenameTarget {
  readonly range: Range;
  readonly name: string;
}

export type RenameResult = { readonly edits: readonly TextEdit[] } | { readonly error: string };

/** The name at a place, if it can be changed: it comes from the text, not from the builder or an image. */
export function prepareRename(dockerfile: Dockerfile, position: Position): RenameTarget | undefined {
  const thing = namedThingAt(dockerfile, position);
  if (thing === undefined || !thing.occurrences.some(({ isDeclaration }) => isDeclaration)) return undefined;
  const isPredefined = Object.hasOwn(PLATFORM_ARGS, thing.name) || PROXY_ARGS.includes(thing.name);
  if (thing.kind === "variable" && isPredefined) return undefined;
  const { start, end } = thing.at;
  const name = dockerfile.text.slice(start, end);
  return /^\d+$/.test(name) ? undefined : { range: dockerfile.syntax.lines.rangeOf(start, end), name };
}

/** Writes another name wherever the one at a place stands; says why not where that would change what is built. */
export function rename(dockerfile: Dockerfile, position: Position, newName: string): RenameResult {
  const thing = namedThingAt(dockerfile, position);
  if (thing === undefined || prepareRename(dockerfile, position) === undefined) {
    return { error: "There is no name here that could be changed." };
  }
  const error = renameError(dockerfile, position, thing, newName);
  if (error !== undefined) return { error };
  const { lines, text } = dockerfile.syntax;
  const edits = thing.occurrences
    // A stage by its number stays.
    .filter(({ start, end }) => thing.kind !== "stage" || !/^\d+$/.test(text.slice(start, end)))
    .map(({ start, end }) => ({ range: lines.rangeOf(start, end), newText: newName }));
  return { edits };
}
