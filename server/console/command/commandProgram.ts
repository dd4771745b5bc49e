import type { Problem } from "#contract/problem.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./commandContext.ts";
import type { FlagSpecs } from "./flags.ts";

/** A program of many commands, laid out as docker's. Names are full: `docker image ls` is in the group `docker image`. */
export interface CommandProgram {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly Command[];
  /** Groups of commands with their descriptions: `docker image` → `Manage images`. */
  readonly groups: Readonly<Record<string, string>>;
  /** Commands and groups of the real program that are not available here, with one sentence on what to do instead. */
  readonly unavailable: Readonly<Record<string, string>>;
  /** Flags before the command. `runGlobal` may answer them: undefined goes on to the command. */
  readonly globalFlags: FlagSpecs;
  runGlobal?(given: ReadonlySet<string>, context: CommandContext): Promise<number | undefined>;
  /** The last lines of `docker --help`. */
  readonly epilogue: string;
  /** How a problem of a command is told, and the command's exit code. */
  explain(problem: Problem, calledAs: string): { readonly text: string; readonly code: number };
}
