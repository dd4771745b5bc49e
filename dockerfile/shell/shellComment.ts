import { createPlaceFinder, type ScriptPlace, type ShellSpan } from "./scriptPlaces.ts";

/** ShellCheck's levels; hadolint has the same. */
export const SHELL_LEVELS = ["error", "warning", "info", "style"] as const;
export type ShellLevel = (typeof SHELL_LEVELS)[number];

export interface ShellReplacement extends ScriptPlace {
  readonly text: string;
}

/** One thing that ShellCheck says of a script. */
export interface ShellComment extends ScriptPlace {
  /** Without SC. */
  readonly code: number;
  readonly level: ShellLevel;
  readonly message: string;
  /** All of them together mend it; empty if there is no fix. */
  readonly replacements: readonly ShellReplacement[];
}

/** ShellCheck as a program in WebAssembly. One script at a time; after a rejection it is of no use. */
export interface ShellCheck {
  /** What it says of a script, in its order. */
  check(script: string): Promise<readonly ShellComment[]>;
}

/** Parses ShellCheck's output for a script; throws if it is anything else. */
export function readShellComments(script: string, json: string): readonly ShellComment[] {
  const answer: unknown = JSON.parse(json);
  const placeOf = createPlaceFinder(script);
  if (Array.isArray(answer)) return answer.map((value) => readComment(value, placeOf));
  throw new Error(`ShellCheck answered ${json.slice(0, 200)}`);
}

type Fields = Readonly<Record<string, unknown>>;

type FindPlace = (span: ShellSpan) => ScriptPlace;

function readComment(value: unknown, placeOf: FindPlace): ShellComment {
  const fields = fieldsOf(value);
  const level = SHELL_LEVELS.find((each) => each === fields.severity);
  if (level === undefined) throw new Error("ShellCheck answered a comment of no known severity.");
  const replacements = fields.fix === undefined || fields.fix === null ? [] : fieldsOf(fields.fix).replacements;
  return {
    ...placeOf(spanOf(fields, "line", "column")),
    code: numberOf(fields, "code"),
    level,
    message: String(fields.message),
    replacements: Array.isArray(replacements) ? replacements.map((each) => readReplacement(each, placeOf)) : [],
  };
}

function readReplacement(value: unknown, placeOf: FindPlace): ShellReplacement {
  const fields = fieldsOf(value);
  return { ...placeOf(spanOf(fields, "startLine", "startColumn")), text: String(fields.text) };
}

function spanOf(fields: Fields, line: string, column: string): ShellSpan {
  return {
    line: numberOf(fields, line),
    column: numberOf(fields, column),
    endLine: numberOf(fields, "endLine"),
    endColumn: numberOf(fields, "endColumn"),
  };
}

function fieldsOf(value: unknown): Fields {
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value));
  throw new Error("ShellCheck answered something that is no object.");
}

function numberOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value === "number") return value;
  throw new Error(`ShellCheck answered a comment without ${name}.`);
}
