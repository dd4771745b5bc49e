import type { Problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { CommandContext } from "../../command/commandContext.ts";

/** A problem as the CLI tells what its daemon says, with the line that helps. */
export function daemonError({ detail, next }: Problem): string {
  return `Error response from daemon: ${withHelp(detail, next)}`;
}

export function withHelp(text: string, next: string | undefined): string {
  return next === undefined ? `${text}\n` : `${text}\n${next}\n`;
}

/** The problem that `work` throws, or what it resolves to. */
export async function problemOf<T>(work: () => Promise<T> | T): Promise<{ value: T } | { problem: Problem }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    throw error;
  }
}

/** Does something with each argument in turn, goes on after one that fails, and resolves to an exit code. */
export async function forEach(
  names: readonly string[],
  { io, signal }: CommandContext,
  work: (name: string) => Promise<void>,
  words: (problem: Problem, name: string) => string = daemonError,
): Promise<number> {
  let code = 0;
  for (const name of names) {
    signal.throwIfAborted();
    const done = await problemOf(() => work(name));
    if ("value" in done) continue;
    await io.stderr.write(words(done.problem, name));
    code = 1;
  }
  return code;
}
