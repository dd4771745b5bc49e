import type { Fix } from "#contract/diagnostic.ts";
import type { ShellCommand } from "../../shell/shellScript.ts";
import { operands, runsWith } from "../../shell/shellWords.ts";
import { replaceFix } from "../context/check.ts";
import { inCommands } from "./commandFinding.ts";
import type { Rule, StageRun } from "./rule.ts";

export const dl4005: Rule = {
  code: "DL4005",
  severity: "warning",
  title: "Use SHELL to change the shell",
  message: "Use SHELL to change the default shell",
  why: "Replacing /bin/sh changes the shell of every program in the image, system scripts included. SHELL changes it only for the Dockerfile.",
  bad: "FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\n",
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n',
  find: inCommands((command, run) =>
    runsWith(command, ["ln"], ["/bin/sh"]) ? { fixes: shellFix(command, run) } : undefined,
  ),
};

/** Only if the link is all that the RUN makes. */
function shellFix(command: ShellCommand, { script, statement, onbuild }: StageRun): readonly Fix[] {
  const [target] = operands(command);
  if (script.commands.length !== 1 || onbuild || target?.constant !== true || !target.text.startsWith("/")) return [];
  return [replaceFix("Make it a SHELL", statement.range, `SHELL [${JSON.stringify(target.text)}, "-c"]`)];
}
