import type { ShellCommand } from "../../shell/shellScript.ts";
import { appendCommand } from "./appendCommand.ts";
import { commandFinding } from "./commandFinding.ts";
import type { RuleContext, RuleFinding, StageRun } from "./rule.ts";

/** What installs, what cleans up after it, and which mount makes the cleanup unnecessary. */
interface Cleaning {
  readonly installs: (command: ShellCommand) => boolean;
  readonly cleans: (command: ShellCommand, install: ShellCommand) => boolean;
  readonly isMounted: (run: StageRun) => boolean;
  /** The command that the fix adds. */
  readonly remedy: (install: ShellCommand) => string;
}

/** Finds RUNs that install and do not clean up behind it: in a later RUN it is too late, the layer is made. */
export function missingClean({ installs, cleans, isMounted, remedy }: Cleaning) {
  return (context: RuleContext): readonly RuleFinding[] =>
    context.runs.flatMap((run) => {
      const { commands } = run.script;
      const index = commands.findIndex(installs);
      const install = commands[index];
      if (install === undefined || isMounted(run)) return [];
      if (commands.slice(index).some((command) => cleans(command, install))) return [];
      return [commandFinding(run, { place: install, fixes: appendCommand(context, run, remedy(install)) })];
    });
}

/** Whether it deletes something whose path begins with `folder`. */
export function deletes({ name, words }: ShellCommand, folder: string): boolean {
  return name === "rm" && words.some(({ text }) => text.startsWith(folder));
}
