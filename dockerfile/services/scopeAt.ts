import { isBefore } from "#contract/positions.ts";
import type { Position } from "#contract/range.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { resolveStages } from "../stages/resolveStages.ts";
import { DEFAULT_PATH, type StageScope } from "../stages/stageScope.ts";
import { walkStages } from "../stages/walkStages.ts";
import { type LanguageEnvironment, walkOptionsOf } from "./languageEnvironment.ts";

/** A variable at one place of the text. `value` is undefined where it is declared without one. */
export interface VariableAt {
  readonly name: string;
  readonly value: string | undefined;
  readonly origin: "predefined" | "global" | "base" | "arg" | "env";
}

/** The variables that may be used at the start of the statement at `position`, by name. */
export function variablesAt(
  dockerfile: Dockerfile,
  position: Position,
  environment: LanguageEnvironment,
): ReadonlyMap<string, VariableAt> {
  const stage = dockerfile.stages.findLast(({ from }) => isBefore(from.range.start, position));
  // Within FROM, and before the first one, only what is global counts.
  const inFrom = stage === undefined || position.line <= stage.from.range.end.line;
  return inFrom
    ? globalVariables(dockerfile, environment)
    : stageVariables(dockerfile, stage.index, position, environment);
}

function globalVariables(dockerfile: Dockerfile, environment: LanguageEnvironment): ReadonlyMap<string, VariableAt> {
  const { values, declared } = resolveStages(dockerfile, environment).globalArgs;
  const names = new Set([...declared, ...values.keys()]);
  return new Map(
    [...names].map((name) => {
      const origin = declared.has(name) ? "global" : "predefined";
      return [name, { name, value: values.get(name), origin }] as const;
    }),
  );
}

function stageVariables(
  dockerfile: Dockerfile,
  index: number,
  position: Position,
  environment: LanguageEnvironment,
): ReadonlyMap<string, VariableAt> {
  const resolved = resolveStages(dockerfile, environment);
  let scope: StageScope | undefined;
  const ends = walkStages(dockerfile, resolved, walkOptionsOf(environment), (visit) => {
    if (scope !== undefined || visit.stage.index !== index) return;
    if (isBefore(visit.instruction.range.end, position)) return;
    scope = visit.scope.fork();
  });
  const found = scope ?? ends[index];
  if (found === undefined) return new Map();
  const instructions = dockerfile.stages.flatMap((stage) => stage.instructions);
  const declared = instructions.flatMap((each) => (each.name === "ARG" ? each.args.map(({ key }) => key.raw) : []));
  const names = new Set([...found.names(), ...declared.filter((name) => found.isDeclared(name))]);
  return new Map(
    [...names].map((name) => {
      const value = found.lookup(name);
      const isDefaultPath = name === "PATH" && value === DEFAULT_PATH;
      const origin = value === undefined ? "arg" : isDefaultPath ? "base" : (found.originOf(name) ?? "env");
      return [name, { name, value, origin }] as const;
    }),
  );
}
