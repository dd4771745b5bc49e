import type { TextEdit } from "#contract/diagnostic.ts";
import type { Position, Range } from "#contract/range.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { PLATFORM_ARGS, PROXY_ARGS } from "../stages/predefinedArgs.ts";
import { heredocNodeAt } from "./heredocOccurrences.ts";
import type { NamedThing } from "./namedThing.ts";
import { namedThingAt } from "./namedThingAt.ts";
import { textPlaceAt } from "./statementAt.ts";
import { scopeOf, variableOccurrences } from "./variableOccurrences.ts";

export interface RenameTarget {
  readonly range: Range;
  readonly name: string;
}

export type RenameResult = { readonly edits: readonly TextEdit[] } | { readonly error: string };

/** The name at a place, where it can be another: the text gives it, not the builder or an image. */
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
  const error = errorOf(dockerfile, position, thing, newName);
  if (error !== undefined) return { error };
  const { lines, text } = dockerfile.syntax;
  const edits = thing.occurrences
    // A stage by its number stays.
    .filter(({ start, end }) => thing.kind !== "stage" || !/^\d+$/.test(text.slice(start, end)))
    .map(({ start, end }) => ({ range: lines.rangeOf(start, end), newText: newName }));
  return { edits };
}

function errorOf(dockerfile: Dockerfile, position: Position, thing: NamedThing, newName: string): string | undefined {
  if (thing.name === newName) return undefined;
  if (thing.kind === "stage") return stageError(dockerfile, thing.name, newName);
  if (thing.kind === "heredoc") return heredocError(dockerfile, thing, newName);
  return variableError(dockerfile, position, newName);
}

function stageError({ stages, text }: Dockerfile, name: string, newName: string): string | undefined {
  if (!/^[a-z][a-z0-9\-_.]*$/i.test(newName)) {
    return "A stage's name begins with a letter and has letters, digits, -, _ and . only.";
  }
  const lower = newName.toLowerCase();
  if (lower === name) return undefined;
  if (lower === "scratch" || lower === "context") return `${newName} is reserved.`;
  if (stages.some((stage) => stage.name === lower)) return `There is a stage ${newName} already.`;
  // An image of that name would become the stage.
  const isImage =
    stages.some(({ from }) => from.image.raw.toLowerCase() === lower) ||
    new RegExp(`from=["']?${lower.replaceAll(".", "\\.")}(?![\\w.:/@-])`, "i").test(text);
  return isImage ? `${newName} is the name of an image that is used here.` : undefined;
}

function variableError(dockerfile: Dockerfile, position: Position, newName: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(newName)) return "A variable's name has letters, digits and _ only, and no digit first.";
  if (Object.hasOwn(PLATFORM_ARGS, newName) || PROXY_ARGS.includes(newName)) {
    return `${newName} is predefined by the builder.`;
  }
  const place = textPlaceAt(dockerfile, position);
  const scope = place.kind === "trivia" ? undefined : scopeOf(dockerfile, place.statement);
  const isTaken = scope !== undefined && variableOccurrences(dockerfile, newName, scope).length > 0;
  return isTaken ? `There is a variable ${newName} already.` : undefined;
}

function heredocError(dockerfile: Dockerfile, { at }: NamedThing, newName: string): string | undefined {
  if (!/^[\w.-]+$/.test(newName)) return "A heredoc's name has letters, digits, -, _ and . only.";
  const heredoc = heredocNodeAt(dockerfile, at.start)?.heredoc;
  const lines = heredoc?.rawBody.split(/\r*\n/) ?? [];
  const isLine = lines.some((line) => (heredoc?.chomp ? line.replace(/^\t+/, "") : line) === newName);
  return isLine ? `A line of the text is ${newName}: it would end there.` : undefined;
}
