/** ShellCheck's levels; hadolint has the same. */
export const SHELL_LEVELS = ["error", "warning", "info", "style"] as const;
export type ShellLevel = (typeof SHELL_LEVELS)[number];

/**
 * A place in a script as ShellCheck counts: lines and columns from 1, the end exclusive, a character beyond the BMP is one
 * column, a tab goes on to the next multiple of eight.
 */
export interface ShellSpan {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ShellReplacement extends ShellSpan {
  readonly text: string;
}

/** One thing that ShellCheck says of a script. */
export interface ShellComment extends ShellSpan {
  /** Without SC. */
  readonly code: number;
  readonly level: ShellLevel;
  readonly message: string;
  /** All of them together mend it; empty where there is no fix. */
  readonly replacements: readonly ShellReplacement[];
}

/** ShellCheck as a program in WebAssembly. One script at a time; after a rejection it is of no use. */
export interface ShellCheck {
  /** What it says of a script, in its order. */
  check(script: string): Promise<readonly ShellComment[]>;
}

/** Reads what ShellCheck's program answers; throws where it is something else. */
export function readShellComments(json: string): readonly ShellComment[] {
  const answer: unknown = JSON.parse(json);
  if (Array.isArray(answer)) return answer.map(readComment);
  throw new Error(`ShellCheck answered ${json.slice(0, 200)}`);
}

type Fields = Readonly<Record<string, unknown>>;

function readComment(value: unknown): ShellComment {
  const fields = fieldsOf(value);
  const level = SHELL_LEVELS.find((each) => each === fields.severity);
  if (level === undefined) throw new Error("ShellCheck answered a comment of no known severity.");
  const { fix } = fields;
  const replacements = fix === undefined || fix === null ? [] : fieldsOf(fix).replacements;
  return {
    line: numberOf(fields, "line"),
    column: numberOf(fields, "column"),
    endLine: numberOf(fields, "endLine"),
    endColumn: numberOf(fields, "endColumn"),
    code: numberOf(fields, "code"),
    level,
    message: String(fields.message),
    replacements: Array.isArray(replacements) ? replacements.map(readReplacement) : [],
  };
}

function readReplacement(value: unknown): ShellReplacement {
  const fields = fieldsOf(value);
  return {
    line: numberOf(fields, "startLine"),
    column: numberOf(fields, "startColumn"),
    endLine: numberOf(fields, "endLine"),
    endColumn: numberOf(fields, "endColumn"),
    text: String(fields.text),
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
