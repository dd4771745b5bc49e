import { ProblemError } from "#contract/problemError.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./commandContext.ts";
import type { CommandProgram } from "./commandProgram.ts";
import { completeCommand } from "./completeCommand.ts";
import { pflagWords } from "./flagWords.ts";
import { groupHelp, lastWord, membersOf } from "./groupHelp.ts";
import { parseFlags } from "./parseFlags.ts";
import type { Completion, Program } from "./program.ts";
import { PLAIN_COLUMNS, runCommand } from "./runCommand.ts";

/** Dispatches words to the commands of a program, as docker does. */
export function programOf(program: CommandProgram): Program {
  const byName = new Map(program.commands.flatMap((command) => command.names.map((name) => [name, command] as const)));
  return {
    name: program.name,
    description: program.description,
    run: (args, context) => run(program, byName, args, context),
    complete: (args, partial) => complete(program, byName, args, partial),
  };
}

type ByName = ReadonlyMap<string, Command>;

/** What the first words name: a command, or a group, with the words after it. */
interface Found {
  readonly name: string;
  readonly command: Command | undefined;
  readonly rest: readonly string[];
}

function find({ name: top, groups }: CommandProgram, byName: ByName, words: readonly string[]): Found {
  let name = top;
  let rest = words;
  for (;;) {
    const [word, ...others] = rest;
    const longer = `${name} ${word}`;
    const command = word === undefined ? undefined : byName.get(longer);
    if (command !== undefined) return { name: longer, command, rest: others };
    if (word === undefined || !Object.hasOwn(groups, longer)) return { name, command: undefined, rest };
    name = longer;
    rest = others;
  }
}

async function run(
  program: CommandProgram,
  byName: ByName,
  words: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { io } = context;
  const start = parseFlags(program.globalFlags, words, { stopsAtFirstArgument: true });
  if (start.ok === "help") return printHelp(program, program.name, context);
  if (!start.ok) {
    const words = pflagWords(start.fault);
    if (start.fault.kind === "unsupported") return tell(context, `${program.name}: ${words}\n`, 125);
    const said = `${words}\n\nUsage:  ${program.name} [OPTIONS] COMMAND [ARG...]\n\n`;
    return tell(context, `${said}Run '${program.name} --help' for more information\n`, 125);
  }
  const answered = await program.runGlobal?.(start.given, context);
  if (answered !== undefined) return answered;
  const isHelp = start.args[0] === "help";
  const { name, command, rest } = find(program, byName, isHelp ? start.args.slice(1) : start.args);
  if (isHelp && rest.length > 0 && command === undefined) {
    return tell(context, `unknown help topic: ${rest.join(" ")}\n`, 1);
  }
  if (command === undefined) return runGroup(program, name, rest, context);
  try {
    return await runCommand(command, name, isHelp ? ["--help"] : rest, context);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { text, code } = program.explain(error.problem, command.shownAs?.[name] ?? name);
    await io.stderr.write(text);
    return code;
  }
}

async function tell({ io }: CommandContext, text: string, code: number): Promise<number> {
  await io.stderr.write(text);
  return code;
}

/** The words named no command. */
async function runGroup(
  program: CommandProgram,
  group: string,
  rest: readonly string[],
  context: CommandContext,
): Promise<number> {
  const [word] = rest;
  const parsed = parseFlags({}, rest, { stopsAtFirstArgument: true });
  if (word === undefined || parsed.ok === "help") return printHelp(program, group, context);
  const usage = group === program.name ? "" : `Usage:  ${group}\n\n`;
  const hint = `Run '${group} --help' for more information\n`;
  if (!parsed.ok) return tell(context, `${pflagWords(parsed.fault)}\n\n${usage}${hint}`, 125);
  const called = `${group} ${word}`;
  const why = Object.hasOwn(program.unavailable, called) ? program.unavailable[called] : undefined;
  if (why !== undefined) return tell(context, `${program.name}: '${called}' is not available here: ${why}\n`, 1);
  return tell(context, `${program.name}: unknown command: ${called}\n\n${usage}${hint}`, 1);
}

async function printHelp(program: CommandProgram, group: string, { io }: CommandContext): Promise<number> {
  await io.stdout.write(groupHelp(program, group, io.terminal?.size().columns ?? PLAIN_COLUMNS));
  return 0;
}

function complete(program: CommandProgram, byName: ByName, words: readonly string[], partial: string): Completion {
  const { name, command, rest } = find(program, byName, words);
  if (command !== undefined) return completeCommand(command, rest, partial);
  if (rest.length > 0) return [];
  const groups = Object.keys(program.groups).filter((group) => group === `${name} ${lastWord(group)}`);
  return [...membersOf(program, name).map(([word]) => word), ...groups.map(lastWord)].sort();
}
