import type { Fix } from "#contract/diagnostic.ts";
import type { ShellCommand } from "../../shell/shellScript.ts";
import { replaceFix } from "../context/check.ts";
import { inCommands } from "./commandFinding.ts";
import type { Rule, StageRun } from "./rule.ts";

export const dl3003: Rule = {
  code: "DL3003",
  severity: "warning",
  title: "Use WORKDIR to change folders",
  message: "Use WORKDIR to switch to a directory",
  why: "cd only lasts until the end of its RUN. WORKDIR applies to everything that follows, and creates the folder if needed.",
  bad: "FROM busybox:1.37\nRUN cd /app && make\n",
  good: "FROM busybox:1.37\nWORKDIR /app\nRUN make\n",
  find: inCommands((command, run) =>
    command.name === "cd" ? { next: "Add a WORKDIR before the RUN.", fixes: workdirFix(command, run) } : undefined,
  ),
};

/** Only for a cd to a plain path that begins the script. */
function workdirFix(command: ShellCommand, run: StageRun): readonly Fix[] {
  const [first, second] = run.script.commands;
  const [path, ...more] = command.words;
  if (first !== command || second?.joinedBy !== "&&" || second.inside.length > 0 || run.form !== "line") return [];
  if (path === undefined || more.length > 0 || !path.constant || run.onbuild) return [];
  if (run.statement.head.flags.length > 0 || command.redirects.length > 0 || command.inside.length > 0) return [];
  const { keyword } = run.instruction;
  const range = { start: keyword.range.start, end: run.source.rangeOf(second.start, second.end).start };
  return [replaceFix("Make it a WORKDIR", range, `WORKDIR ${path.raw}\n${keyword.raw} `)];
}
