import { ProblemError } from "#contract/problemError.ts";
import type { CommandContext } from "../command/commandContext.ts";
import type { CommandIo } from "../command/commandIo.ts";
import type { ConsoleFiles } from "../command/consoleFiles.ts";
import { visibleText } from "../text/visibleText.ts";
import { type ExpansionScope, expandText, expandWords, TooLong } from "./expandWord.ts";
import { BrokenPipe, Pipe } from "./pipe.ts";
import { openStreams } from "./redirects.ts";
import type { ShellState } from "./shellState.ts";
import type { Pipeline, Script, SimpleCommand } from "./syntax.ts";

/** What scripts run with. */
export interface ScriptHost {
  readonly signal: AbortSignal;
  /** The workspace's files, with paths against a folder. */
  files(folder: string): ConsoleFiles;
  /** The names in a folder of the workspace as of now; undefined if it is none. `typed` is against `folder`. */
  namesIn(folder: string): Promise<(typed: string) => readonly string[] | undefined>;
  /** Runs a command; undefined if there is no such word. */
  run(
    name: string,
    args: readonly string[],
    command: { readonly state: ShellState; readonly io: CommandIo; readonly env: CommandContext["env"] },
  ): Promise<number> | undefined;
  /** What to say about an unknown word. */
  unknown(name: string): string;
  /** Our own failures. */
  onFailure(error: unknown): void;
}

/** Exit codes of bash. */
const FAILED = 1;
const NOT_FOUND = 127;
const INTERRUPTED = 130;
const BROKEN_PIPE = 141;

/** Most commands of one pipeline. */
const MOST_PIPED = 32;
/** Words, names compared with patterns, and characters of one command. */
const LIMITS = { words: 10_000, names: 200_000, characters: 1024 * 1024 };

/** Runs a script step by step; `state` holds the exit code of the last. Resolves to it. */
export async function runScript(script: Script, state: ShellState, io: CommandIo, host: ScriptHost): Promise<number> {
  for (const { when, pipeline } of script) {
    if (host.signal.aborted || state.leaving !== undefined) break;
    if (when !== ";" && (when === "&&") !== (state.lastCode === 0)) continue;
    const code = await runPipeline(pipeline, state, io, host);
    state.lastCode = pipeline.isNegated ? Number(code === 0) : code;
  }
  if (host.signal.aborted) state.lastCode = INTERRUPTED;
  return state.lastCode;
}

async function runPipeline(
  { commands }: Pipeline,
  state: ShellState,
  io: CommandIo,
  host: ScriptHost,
): Promise<number> {
  const [only] = commands;
  if (only !== undefined && commands.length === 1) return runCommand(only, state, io, host);
  if (commands.length > MOST_PIPED) {
    await io.stderr.write(`A pipeline has at most ${MOST_PIPED} commands.\n`);
    return FAILED;
  }
  const pipes = commands.slice(1).map(() => new Pipe());
  const codes = await Promise.all(
    commands.map(async (command, index) => {
      const [before, after] = [pipes[index - 1], pipes[index]];
      const streams = { ...io, stdin: before?.input ?? io.stdin, stdout: after?.output ?? io.stdout };
      try {
        return await runCommand(command, state.fork(), streams, host);
      } finally {
        before?.break();
        after?.end();
      }
    }),
  );
  return codes.at(-1) ?? 0;
}

async function runCommand(command: SimpleCommand, state: ShellState, io: CommandIo, host: ScriptHost): Promise<number> {
  try {
    return await runSimple(command, state, io, host);
  } catch (error) {
    if (error instanceof BrokenPipe) return BROKEN_PIPE;
    if (host.signal.aborted) return INTERRUPTED;
    const text = failureText(error);
    if (text === undefined) host.onFailure(error);
    // The terminal itself may be gone.
    await io.stderr.write(visibleText(text ?? "The server failed. Its log says why.\n")).catch(() => {});
    return FAILED;
  }
}

/** What to tell the person; undefined for our own failures. */
function failureText(error: unknown): string | undefined {
  if (error instanceof TooLong) return "Argument list too long\n";
  if (!(error instanceof ProblemError)) return undefined;
  const { detail, next } = error.problem;
  return `${detail}\n${next === undefined ? "" : `${next}\n`}`;
}

async function runSimple(command: SimpleCommand, state: ShellState, io: CommandIo, host: ScriptHost): Promise<number> {
  const files = host.files(state.folder);
  const scope: ExpansionScope = {
    variable: (name) => state.value(name),
    names: await host.namesIn(state.folder),
    limits: LIMITS,
  };
  const words = expandWords(command.words, scope);
  const opened = await openStreams(command.redirects, io, {
    files,
    one: (word) => {
      const [first, ...rest] = expandWords([word], scope);
      return rest.length === 0 ? first : undefined;
    },
    text: (word) => expandText(word, scope),
  });
  if ("fault" in opened) {
    await io.stderr.write(`${opened.fault}\n`);
    return FAILED;
  }
  try {
    return await runWords(command, words, scope, { state, io: opened.io, host });
  } finally {
    await opened.close();
  }
}

async function runWords(
  { assignments }: SimpleCommand,
  [name, ...args]: readonly string[],
  scope: ExpansionScope,
  { state, io, host }: { readonly state: ShellState; readonly io: CommandIo; readonly host: ScriptHost },
): Promise<number> {
  const assigned = assignments.map((each) => [each.name, expandText(each.value, scope)] as const);
  if (name === undefined) {
    for (const [variable, value] of assigned) state.set(variable, value);
    return 0;
  }
  const running = host.run(name, args, { state, io, env: sorted([...state.exported(), ...assigned]) });
  if (running !== undefined) return running;
  await io.stderr.write(visibleText(`${host.unknown(name)}\n`));
  return NOT_FOUND;
}

function sorted(variables: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map([...new Map(variables)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
