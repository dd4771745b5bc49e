import type { CommandContext } from "../command/commandContext.ts";
import type { CompletionKind } from "../command/completion.ts";
import type { FlagSpecs, FlagValues } from "../command/flags.ts";
import type { ShellState } from "../shell/shellState.ts";

/** What the words about the session itself need. */
export interface WordContext extends CommandContext {
  readonly shell: ShellState;
  readonly history: { readonly lines: readonly string[]; clear(): void };
  /** Names that can stand at the start of a line, with their descriptions. */
  readonly programs: ReadonlyMap<string, string>;
}

/** A word of the shell, such as `ls`, with GNU's flags. */
export interface Word<F extends FlagSpecs = FlagSpecs> {
  readonly name: string;
  /** What follows the name: `[OPTION]... [FILE]...`. */
  readonly usage: string;
  /** One line. */
  readonly description: string;
  readonly flags: F;
  readonly completes?: CompletionKind;
  /** Exit code for an unknown flag; 1 if absent. */
  readonly badUsage?: number;
  /** It escapes control characters in names itself, and prints some of its own. */
  readonly printsControls?: true;
  /** Turns old spellings into flags: `-5` into `-n 5`. */
  prepare?(args: readonly string[]): readonly string[];
  /** Resolves to its exit code. */
  run(
    input: { readonly flags: FlagValues<F>; readonly args: readonly string[]; readonly given: ReadonlySet<string> },
    context: WordContext,
  ): Promise<number>;
}

/** Infers the flags' types from their specs. */
export function defineWord<const F extends FlagSpecs>(word: Word<F>): Word {
  return word;
}
