import type { Command } from "../instructions/instruction.ts";
import type { StageState } from "./stageState.ts";

const DEFAULT_SHELL = ["/bin/sh", "-c"];

export function withShell(state: StageState, text: string): string[] {
  const shell = state.config.Shell;
  return [...(shell !== undefined && shell.length > 0 ? shell : DEFAULT_SHELL), text];
}

/** CMD's and ENTRYPOINT's arguments as the image keeps them. */
export function commandLine(state: StageState, command: Command): string[] {
  return command.form === "exec" ? [...command.args] : withShell(state, command.text);
}
