import type { CommandContext } from "./commandContext.ts";
import type { CompletionKind } from "./completion.ts";
import type { FlagSpecs, FlagValues } from "./flags.ts";

/** How many arguments may stand beside the flags. */
export interface ArgumentRule {
  readonly min: number;
  /** Any number if absent. */
  readonly max?: number;
  /** What they complete to: the same for all, or by position, the last for all that follow. */
  readonly completes?: CompletionKind | readonly (CompletionKind | undefined)[];
}

/** What the person gave. */
export interface CommandInput<F extends FlagSpecs> {
  readonly flags: FlagValues<F>;
  readonly args: readonly string[];
  /** The long names of the flags that were given, not defaulted. */
  readonly given: ReadonlySet<string>;
  /** The name by which it was called, such as `docker images`, for messages. */
  readonly calledAs: string;
}

/**
 * One command with flags, such as `docker image ls`. The person's mistakes are written to `context.io.stderr` and end
 * it with an exit code; a ProblemError that `run` throws is shown by the caller, and ends it with code 1.
 */
export interface Command<F extends FlagSpecs = FlagSpecs> {
  /** Its full names, as the Aliases line of `--help` lists them: `docker image ls`, `docker images`. */
  readonly names: readonly [string, ...string[]];
  /** Names in `names` that are shown as another one in messages: `docker image list` as `docker image ls`. */
  readonly shownAs?: Readonly<Record<string, string>>;
  /** What follows the name: `[OPTIONS] IMAGE [COMMAND] [ARG...]`; several lines for several forms. */
  readonly usage: string | readonly [string, ...string[]];
  /** One line. */
  readonly description: string;
  /** What `--help` prints instead of the one line. */
  readonly longDescription?: string;
  readonly flags: F;
  readonly args: ArgumentRule;
  /** Flags end at the first argument, as with `run` and `exec`. */
  readonly stopsAtFirstArgument?: true;
  /** Listed by `docker --help` under Common Commands. */
  readonly common?: true;
  /** Resolves to its exit code. */
  run(input: CommandInput<F>, context: CommandContext): Promise<number>;
}

/** Infers the flags' types from their specs. The result can stand in a registry beside others. */
export function defineCommand<const F extends FlagSpecs>(command: Command<F>): Command {
  return command;
}
