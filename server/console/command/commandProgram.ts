import type { Problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { Completion, Program } from "../program.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./commandContext.ts";
import { completeCommand } from "./completeCommand.ts";
import type { FlagSpecs } from "./flags.ts";
import { parseFlags } from "./parseFlags.ts";
import { runCommand } from "./runCommand.ts";
import { flagsText } from "./usage.ts";

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
    if (start.kind === "unsupported") return tell(context, `${program.name}: ${start.message}\n`, 125);
    const said = `${start.message}\n\nUsage:  ${program.name} [OPTIONS] COMMAND [ARG...]\n\n`;
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
  if (!parsed.ok) return tell(context, `${parsed.message}\n\n${usage}${hint}`, 125);
  const called = `${group} ${word}`;
  const why = Object.hasOwn(program.unavailable, called) ? program.unavailable[called] : undefined;
  if (why !== undefined) return tell(context, `${program.name}: '${called}' is not available here: ${why}\n`, 1);
  return tell(context, `${program.name}: unknown command: ${called}\n\n${usage}${hint}`, 1);
}

async function printHelp(program: CommandProgram, group: string, context: CommandContext): Promise<number> {
  const isTop = group === program.name;
  const columns = context.io.terminal?.size().columns ?? 80;
  const members = membersOf(program, group);
  const groups = isTop ? Object.entries(program.groups).map(([name, text]) => [lastWord(name), text] as const) : [];
  const common = isTop ? members.filter(([, , isCommon]) => isCommon) : [];
  const others = members.filter((member) => !common.includes(member));
  const options = isTop ? flagsText(program.globalFlags, columns) : "";
  const parts = [
    `Usage:  ${group} ${isTop ? "[OPTIONS] " : ""}COMMAND`,
    isTop ? program.description : (program.groups[group] ?? ""),
    ...listed("Common Commands", common),
    ...listed("Management Commands", groups),
    ...listed("Commands", sorted(others)),
    ...(options === "" ? [] : [`Global Options:\n${options}`]),
    `Run '${group} COMMAND --help' for more information on a command.`,
    ...(isTop && program.epilogue !== "" ? [program.epilogue] : []),
  ];
  await context.io.stdout.write(`${parts.join("\n\n")}\n`);
  return 0;
}

type Member = readonly [word: string, description: string, isCommon?: boolean];

/** The commands right in a group, other spellings left out. */
function membersOf({ commands }: CommandProgram, group: string): Member[] {
  return commands.flatMap(({ names, shownAs, description, common }) =>
    names
      .filter((name) => name === `${group} ${lastWord(name)}` && shownAs?.[name] === undefined)
      .map((name): Member => [lastWord(name), description, common === true]),
  );
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(" ") + 1);
}

function sorted(members: readonly Member[]): Member[] {
  return [...members].sort(([a], [b]) => (a < b ? -1 : 1));
}

const WORD_WIDTH = 12;

function listed(title: string, members: readonly Member[]): string[] {
  const lines = members.map(([word, text]) => `  ${word.padEnd(WORD_WIDTH)}${text}`);
  return lines.length === 0 ? [] : [`${title}:\n${lines.join("\n")}`];
}

function complete(program: CommandProgram, byName: ByName, words: readonly string[], partial: string): Completion {
  const { name, command, rest } = find(program, byName, words);
  if (command !== undefined) return completeCommand(command, rest, partial);
  if (rest.length > 0) return [];
  const groups = Object.keys(program.groups).filter((group) => group === `${name} ${lastWord(group)}`);
  return [...membersOf(program, name).map(([word]) => word), ...groups.map(lastWord)].sort();
}
