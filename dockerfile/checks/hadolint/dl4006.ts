import type { Fix } from "#contract/diagnostic.ts";
import { hasWord } from "../../shell/shellWords.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import { replaceFix } from "../context/check.ts";
import { commandFinding } from "./commandFinding.ts";
import type { Rule, StageRun } from "./rule.ts";

export const dl4006: Rule = {
  code: "DL4006",
  severity: "warning",
  title: "Set pipefail before a pipe",
  message:
    "Set the SHELL option -o pipefail before RUN with a pipe in it. If you are using /bin/sh in an alpine image or if your shell is symlinked to busybox then consider explicitly setting your SHELL to /bin/ash, or disable this check",
  why: "A pipe succeeds if its last command does, so a failed download continues as an empty file. With pipefail, the RUN fails if any command in the pipe fails.",
  bad: "FROM debian:12\nRUN curl -s https://example.com/a | sha256sum > /sum\n",
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -s https://example.com/a | sha256sum > /sum\n',
  find: (context) =>
    context.runs.flatMap((run) => {
      const [pipe] = run.script.pipelines;
      if (pipe === undefined || run.onbuild || hasPipefail(run.shell)) return [];
      const setFirst = run.script.commands.some(
        (command) => command.name === "set" && command.start < pipe.start && hasWord(command, ["pipefail"]),
      );
      return setFirst ? [] : [commandFinding(run, { place: pipe, fixes: [shellFix(run)] })];
    }),
};

/** Only of shells that know the option: sh need not. */
function hasPipefail([program = "", ...options]: readonly string[]): boolean {
  return /(^|\/)(bash|zsh|ash)$/.test(program) && options.includes("pipefail");
}

function shellFix({ stage, statement }: StageRun): Fix {
  const program = isBusybox(stage) ? "/bin/ash" : "/bin/bash";
  const start = { line: statement.range.start.line, character: 0 };
  const shell = `SHELL ["${program}", "-o", "pipefail", "-c"]\n`;
  return replaceFix(`Set the shell to ${program} with pipefail`, { start, end: start }, shell);
}

function isBusybox(stage: ResolvedStage | undefined): boolean {
  return stage?.base.kind === "image" && /alpine|busybox/.test(stage.base.name);
}
