import type { Position } from "#contract/range.ts";
import type { Instruction } from "../../instructions/instruction.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { Statement } from "../../syntax/statement.ts";
import { textPlaceAt } from "../statementAt.ts";
import type { NamedThing, Occurrence } from "./namedThing.ts";
import { variableAround } from "./variableAround.ts";
import { GLOBAL_SCOPE, scopesAbove, scopesSharing } from "./variableScopes.ts";
import { type NamePlace, placesInPieces, placesInText } from "./variableUses.ts";

interface ScopedOccurrence extends Occurrence {
  readonly scope: number;
}

/** The variable at a place, with all that share it: in its stage, in those that inherit it, and before the first FROM. */
export function variableAt(dockerfile: Dockerfile, position: Position, offset: number): NamedThing | undefined {
  const place = textPlaceAt(dockerfile, position);
  if (place.kind === "trivia") return undefined;
  const name = variableAround(dockerfile, place)?.name;
  if (name === undefined) return undefined;
  const scope = scopeOf(dockerfile, place.statement);
  const occurrences = variableOccurrences(dockerfile, name, scope);
  // The cursor may be on the `$` or the brace.
  const at = occurrences.find(({ start, end }) => start - 2 <= offset && offset <= end + 1);
  if (at === undefined) return undefined;
  const earlier = occurrences.filter(({ isDeclaration, start }) => isDeclaration && start < at.start);
  const nearest = scopesAbove(dockerfile, scope).flatMap((each) => earlier.findLast((one) => one.scope === each) ?? []);
  const definition = nearest[0] ?? occurrences.find(({ isDeclaration }) => isDeclaration);
  return { kind: "variable", name, at, occurrences, definition };
}

/** Every place of a variable that the scope knows, in the order of the text. */
export function variableOccurrences(dockerfile: Dockerfile, name: string, scope: number): readonly ScopedOccurrence[] {
  const shared = scopesSharing(dockerfile, name, scope);
  let stage = GLOBAL_SCOPE;
  const found: ScopedOccurrence[] = [];
  for (const statement of dockerfile.syntax.statements) {
    const instruction = dockerfile.instructionOf.get(statement);
    if (instruction === undefined) continue;
    if (instruction.name === "FROM") stage++;
    const own = instruction.name === "FROM" ? GLOBAL_SCOPE : stage;
    if (!shared.has(own)) continue;
    const places = placesIn(dockerfile, statement, instruction, name);
    found.push(...places.map((each) => ({ ...each, scope: own })));
  }
  return found.toSorted((a, b) => a.start - b.start);
}

export function scopeOf({ syntax, instructionOf }: Dockerfile, statement: Statement): number {
  if (instructionOf.get(statement)?.name === "FROM") return GLOBAL_SCOPE;
  const before = syntax.statements.filter(
    (each) => each.start < statement.start && instructionOf.get(each)?.name === "FROM",
  );
  return before.length === 0 ? GLOBAL_SCOPE : before.length - 1;
}

function placesIn(
  dockerfile: Dockerfile,
  statement: Statement,
  instruction: Instruction,
  name: string,
): readonly Occurrence[] {
  const use = (place: NamePlace): Occurrence => ({ ...place, isDeclaration: false });
  switch (instruction.name) {
    case "FROM":
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
    case "SHELL":
      return placesInText(dockerfile, statement, name).map(use);
    case "ONBUILD":
      return instruction.trigger === undefined ? [] : placesIn(dockerfile, statement, instruction.trigger, name);
    case "ARG":
    case "ENV":
      return [...keysOf(dockerfile, instruction, name), ...placesInPieces(dockerfile, instruction, name).map(use)];
    default:
      return placesInPieces(dockerfile, instruction, name).map(use);
  }
}

function keysOf({ syntax }: Dockerfile, instruction: Instruction, name: string): readonly Occurrence[] {
  const given =
    instruction.name === "ENV" ? instruction.pairs : instruction.name === "ARG" ? instruction.args : undefined;
  return (given ?? []).flatMap(({ key }) => {
    const start = syntax.lines.offsetAt(key.range.start);
    const isHere = key.raw === name && syntax.text.startsWith(name, start);
    return isHere ? [{ start, end: start + name.length, isDeclaration: true }] : [];
  });
}
