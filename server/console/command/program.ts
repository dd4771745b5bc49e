import type { CommandContext } from "./commandContext.ts";
import type { CompletionKind } from "./completion.ts";

/** What Tab offers for the last word: words, or a kind that the console looks up. */
export type Completion = CompletionKind | readonly string[];

/** Something that can stand at the start of a command line: `ls`, `docker`. */
export interface Program {
  readonly name: string;
  /** One line for `help`. */
  readonly description: string;
  /** `args` without the name. Resolves to the exit code. */
  run(args: readonly string[], context: CommandContext): Promise<number>;
  /** `args` before the word being typed, and what is typed of it. */
  complete?(args: readonly string[], partial: string): Completion;
}
