/** A piece of a word. Quoted pieces are neither split nor taken as patterns. */
export type WordPart =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | { readonly kind: "variable"; readonly name: string; readonly quoted: boolean };

/** A word as written. Without parts, it is two quotes with nothing between. */
export type ShellWord = readonly WordPart[];

export type Redirect =
  /** `> file`, `2>> file`, `&> file` (both). */
  | {
      readonly kind: "output";
      readonly of: "stdout" | "stderr" | "both";
      readonly append: boolean;
      readonly to: ShellWord;
    }
  /** `2>&1`, `>&2` */
  | { readonly kind: "same"; readonly of: "stdout" | "stderr"; readonly as: "stdout" | "stderr" }
  /** `< file` */
  | { readonly kind: "input"; readonly from: ShellWord }
  /** A heredoc or `<<<`. */
  | { readonly kind: "text"; readonly text: ShellWord };

export interface Assignment {
  readonly name: string;
  readonly value: ShellWord;
}

export interface SimpleCommand {
  readonly assignments: readonly Assignment[];
  readonly words: readonly ShellWord[];
  readonly redirects: readonly Redirect[];
}

export interface Pipeline {
  /** `! command` */
  readonly isNegated: boolean;
  readonly commands: readonly SimpleCommand[];
}

/** A pipeline and when it runs: after the one before it, if that succeeded, or if it failed. */
export interface Step {
  readonly when: ";" | "&&" | "||";
  readonly pipeline: Pipeline;
}

export type Script = readonly Step[];

/** What the shell of the console does not have. */
export type MissingConstruct =
  | "command-substitution"
  | "arithmetic"
  | "subshell"
  | "group"
  | "loop"
  | "condition"
  | "function"
  | "background"
  | "process-substitution"
  | "parameter-expansion"
  | "test";

/** Why a text is not a script. */
export type SyntaxStop =
  /** More lines are needed. */
  | { readonly stop: "incomplete" }
  | { readonly stop: "unexpected"; readonly token: string }
  | { readonly stop: "missing"; readonly construct: MissingConstruct };

export function isStop(value: object): value is SyntaxStop {
  return "stop" in value;
}
