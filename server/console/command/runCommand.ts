import type { ArgumentRule, Command } from "./command.ts";
import type { CommandContext } from "./commandContext.ts";
import { pflagWords } from "./flagWords.ts";
import { type FlagFault, parseFlags } from "./parseFlags.ts";
import { helpText, usageLine } from "./usage.ts";

/** Exit codes of the docker CLI. */
const BAD_FLAG = 125;
const BAD_ARGUMENTS = 1;

/** Where no terminal says how wide it is. */
export const PLAIN_COLUMNS = 80;

/** Runs a command with the words after its name. Resolves to its exit code. */
export async function runCommand(
  command: Command,
  name: string,
  words: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { io } = context;
  const calledAs = command.shownAs?.[name] ?? name;
  const parsed = parseFlags(command.flags, words, { stopsAtFirstArgument: command.stopsAtFirstArgument === true });
  if (parsed.ok === "help") {
    if (parsed.isShorthand) await io.stderr.write("Flag shorthand -h has been deprecated, use --help\n");
    await io.stdout.write(helpText(command, calledAs, io.terminal?.size().columns ?? PLAIN_COLUMNS));
    return 0;
  }
  if (!parsed.ok) {
    const { fault } = parsed;
    const said = fault.kind === "unsupported" ? `docker: ${fault.reason}\n` : flagFault(command, calledAs, fault);
    await io.stderr.write(said);
    return BAD_FLAG;
  }
  const { values, given, args } = parsed;
  const fault = argumentFault(command.args, args.length);
  if (fault !== undefined) {
    const how = fault.startsWith("requires at least") && !fault.includes(" and ") ? "See" : "Run";
    const said = `docker: '${calledAs}' ${fault}\n\n${usageLine(command, calledAs)}\n\n`;
    await io.stderr.write(`${said}${how} '${calledAs} --help' for more information\n`);
    return BAD_ARGUMENTS;
  }
  return command.run({ flags: values, args, given, calledAs }, context);
}

function flagFault(command: Command, calledAs: string, fault: FlagFault): string {
  return `${pflagWords(fault)}\n\n${usageLine(command, calledAs)}\n\nRun '${calledAs} --help' for more information\n`;
}

/** What is wrong with the number of arguments, in the CLI's words. */
function argumentFault({ min, max }: ArgumentRule, count: number): string | undefined {
  if (count >= min && (max === undefined || count <= max)) return undefined;
  if (max === 0) return "accepts no arguments";
  if (min === max) return `requires ${argumentCount(min)}`;
  if (max === undefined) return `requires at least ${argumentCount(min)}`;
  if (min === 0) return `requires at most ${argumentCount(max)}`;
  return `requires at least ${min} and at most ${argumentCount(max)}`;
}

function argumentCount(count: number): string {
  return `${count} argument${count === 1 ? "" : "s"}`;
}
