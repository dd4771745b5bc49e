import type { Fix } from "#contract/diagnostic.ts";
import type { ShellCommand } from "../../shell/shellScript.ts";
import { inCommands, replaceInScript } from "./commandFinding.ts";
import type { Rule, StageRun } from "./rule.ts";

export const dl3004: Rule = {
  code: "DL3004",
  severity: "error",
  title: "Do not use sudo",
  message: "Do not use sudo as it leads to unpredictable behavior. Use a tool like gosu to enforce root",
  why: "A build runs as root until USER changes it, so sudo adds nothing, and it interferes with terminals and signals. To become root, use USER root.",
  bad: "FROM debian:12\nRUN sudo make install\n",
  good: "FROM debian:12\nRUN make install\n",
  find: inCommands((command, run) =>
    command.name === "sudo" ? { place: command.nameWord, fixes: withoutSudo(command, run) } : undefined,
  ),
};

function withoutSudo({ nameWord, words: [first] }: ShellCommand, run: StageRun): readonly Fix[] {
  if (first === undefined || first.text.startsWith("-") || /^\w+=/.test(first.text)) return [];
  return [replaceInScript("Remove sudo", run, { start: nameWord.start, end: first.start }, "")];
}
