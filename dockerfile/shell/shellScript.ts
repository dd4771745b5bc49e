import type { ShellToken } from "./shellTokens.ts";

/** A word of a command line. Indices are into the script's text. */
export interface ShellWord {
  readonly raw: string;
  /** Quotes and backslashes taken away; variables as `${name}`, command substitutions as nothing. */
  readonly text: string;
  /** Whether `text` is what the command gets: no variable, substitution or pattern in it. */
  readonly constant: boolean;
  readonly start: number;
  readonly end: number;
}

/** `-ab` is the two flags a and b, `--name=value` is the flag name. */
export interface ShellFlag {
  readonly name: string;
  readonly word: ShellWord;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord;
}

export interface ShellRedirect {
  readonly operator: string;
  readonly target: ShellWord | undefined;
  readonly start: number;
  readonly end: number;
}

/** What stands between a command and the one before it in the same list. */
export type ListOperator = "&&" | "||" | ";" | "&" | "|" | "|&" | "newline";

/** What encloses a command, from the outside in. */
export type Enclosure =
  | "subshell"
  | "group"
  | "function"
  | "condition"
  | "loop"
  | "substitution"
  | "pipeline"
  | "negation"
  /** The command that `sudo`, `env` and their like run. */
  | "wrapper";

export interface ShellCommand {
  /** Its program as written, quotes resolved; "" where only the shell knows. */
  readonly name: string;
  readonly nameWord: ShellWord;
  /** What follows the name: flags and operands. */
  readonly words: readonly ShellWord[];
  readonly flags: readonly ShellFlag[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  /** Undefined for the first of its list. */
  readonly joinedBy: ListOperator | undefined;
  readonly inside: readonly Enclosure[];
  /** From its first assignment to its last word; redirects left out. */
  readonly start: number;
  readonly end: number;
}

/** What a shell would run, in the order in which it is written. */
export interface ShellScript {
  readonly text: string;
  readonly commands: readonly ShellCommand[];
  readonly pipelines: readonly { readonly start: number; readonly end: number }[];
  /** For the eye; none if it was not read at all. */
  readonly tokens: readonly ShellToken[];
  /** Whether some of it could not be read; what could be is here all the same. */
  readonly wrong: boolean;
}

/** Reads scripts; loaded late, and everything but the rules about commands works without it. */
export interface Bash {
  /** The same text mostly returns the same object, if it was requested recently. */
  parse(text: string): ShellScript;
}
