import type { Position } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { PLATFORM_ARGS, PROXY_ARGS } from "../../stages/predefinedArgs.ts";
import { resolveStages } from "../../stages/resolveStages.ts";
import { textPlaceAt } from "../statementAt.ts";
import { heredocNodeAt } from "./heredocOccurrences.ts";
import type { NamedThing } from "./namedThing.ts";
import { scriptThatMeans } from "./ownVariables.ts";
import { scopeOf, variableOccurrences } from "./variableOccurrences.ts";
import { scopesSharing } from "./variableScopes.ts";

/** Why a thing can't have another name; undefined if it can. */
export function renameError(
  dockerfile: Dockerfile,
  position: Position,
  thing: NamedThing,
  newName: string,
): string | undefined {
  if (thing.name === newName) return undefined;
  if (thing.kind === "stage") return stageError(dockerfile, thing, newName);
  if (thing.kind === "heredoc") return heredocError(dockerfile, thing, newName);
  return variableError(dockerfile, position, thing, newName);
}

function stageError(dockerfile: Dockerfile, thing: NamedThing, newName: string): string | undefined {
  if (!/^[a-z][a-z0-9\-_.]*$/i.test(newName)) {
    return "A stage name starts with a letter and contains only letters, digits, -, _, and .";
  }
  const { stages, text } = dockerfile;
  const lower = newName.toLowerCase();
  if (lower === thing.name) return undefined;
  if (lower === "scratch" || lower === "context") return `${newName} is reserved.`;
  if (stages.some((stage) => stage.name === lower)) return `A stage named ${newName} already exists.`;
  // An image of that name would become the stage.
  const isImage =
    stages.some(({ from }) => from.image.raw.toLowerCase() === lower) ||
    new RegExp(`from=["']?${lower.replaceAll(".", "\\.")}(?![\\w.:/@-])`, "i").test(text);
  if (isImage) return `${newName} is an image used in this file.`;
  const line = lineOfVariable(dockerfile, thing);
  return line === undefined
    ? undefined
    : `Line ${line + 1} refers to the stage through a variable, which would not change.`;
}

/** The first line that takes the stage's name from a variable. */
function lineOfVariable(dockerfile: Dockerfile, { name, occurrences }: NamedThing): number | undefined {
  const { text, syntax } = dockerfile;
  const own = occurrences.find(({ start, end }) => text.slice(start, end).includes("$"));
  if (own !== undefined) return syntax.lines.positionAt(own.start).line;
  const index = dockerfile.stages.findIndex((stage) => stage.name === name);
  const from = resolveStages(dockerfile).stages.find(
    ({ base, stage }) => base.kind === "stage" && base.index === index && stage.from.image.raw.includes("$"),
  );
  return from?.stage.from.range.start.line;
}

function variableError(
  dockerfile: Dockerfile,
  position: Position,
  { name, occurrences }: NamedThing,
  newName: string,
): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(newName))
    return "A variable name contains only letters, digits, and _, and doesn't start with a digit.";
  if (Object.hasOwn(PLATFORM_ARGS, newName) || PROXY_ARGS.includes(newName)) {
    return `${newName} is predefined by the builder.`;
  }
  const place = textPlaceAt(dockerfile, position);
  if (place.kind === "trivia") return undefined;
  const scope = scopeOf(dockerfile, place.statement);
  if (variableOccurrences(dockerfile, newName, scope).length > 0) return `A variable named ${newName} already exists.`;
  // `ENV PATH=/opt:$PATH` continues with the base image's variable of that name.
  const first = occurrences.find(({ isDeclaration }) => isDeclaration);
  const extended = dockerfile.syntax.statements.find(
    ({ start, end }) =>
      first !== undefined &&
      start <= first.start &&
      first.end <= end &&
      occurrences.some((each) => !each.isDeclaration && start <= each.start && each.end <= end),
  );
  if (extended !== undefined) {
    return `Line ${extended.range.start.line + 1} extends the ${name} of the base image.`;
  }
  const script = scriptThatMeans(dockerfile, name, scopesSharing(dockerfile, name, scope));
  return script && `The script in line ${script.range.start.line + 1} has its own variable ${name}.`;
}

function heredocError(dockerfile: Dockerfile, { at }: NamedThing, newName: string): string | undefined {
  if (!/^[\w.-]+$/.test(newName)) return "A heredoc name contains only letters, digits, -, _, and .";
  const found = heredocNodeAt(dockerfile, at.start);
  const heredoc = found?.heredoc;
  const lines = heredoc?.rawBody.split(/\r*\n/) ?? [];
  const isLine = lines.some((line) => (heredoc?.chomp ? line.replace(/^\t+/, "") : line) === newName);
  if (isLine) return `The text contains a line ${newName}, which would end the heredoc.`;
  // COPY and ADD make files of these names.
  const isTaken = found?.statement.heredocs.some(({ name }) => name === newName);
  return isTaken ? `A heredoc named ${newName} already exists here.` : undefined;
}
