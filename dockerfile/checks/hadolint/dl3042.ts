import { hasWord } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import { hasMountAt } from "./mounts.ts";
import { isPipInstall } from "./pip.ts";
import type { Rule, RuleContext, StageRun } from "./rule.ts";
import { lineage, unquoted } from "./stageSteps.ts";
import { wordOf } from "./wordOf.ts";

const TRUE = /^(1|true|True|TRUE|on|On|ON|yes|Yes|YES)$/;
const VARIABLE = "PIP_NO_CACHE_DIR";

export const dl3042: Rule = {
  code: "DL3042",
  severity: "warning",
  title: "Disable pip's cache",
  message: "Avoid use of cache directory with pip. Use `pip install --no-cache-dir <package>`",
  why: "pip caches its downloads for next time. In an image there is no next time, but the layer still stores the cache.",
  bad: "FROM python:3.12\nRUN pip install flask==3.0.0\n",
  good: "FROM python:3.12\nRUN pip install --no-cache-dir flask==3.0.0\n",
  find: inCommands((command, run, context) => {
    if (!isPipInstall(command) || hasWord(command, ["--no-cache-dir"]) || hasMountAt(run, ".cache/pip"))
      return undefined;
    if (hasMountAt(run, "/root/.cache/pip") || isSetInScript(run) || isSetBefore(run, context)) return undefined;
    return { fixes: [addWord(run, wordOf(command, ["install"]), "--no-cache-dir")] };
  }),
};

function isSetInScript({ script }: StageRun): boolean {
  return script.commands.some(({ name, assignments, words }) => {
    if (assignments.some((own) => own.name === VARIABLE && TRUE.test(own.value.text))) return true;
    return name === "export" && words.some(({ text }) => isSetting(text));
  });
}

const isSetting = (text: string): boolean =>
  text.startsWith(`${VARIABLE}=`) && TRUE.test(text.slice(VARIABLE.length + 1));

/** Whether an ENV before the RUN sets it, in the stages it starts from too. */
function isSetBefore({ stage, statement }: StageRun, context: RuleContext): boolean {
  if (stage === undefined) return false;
  const { line } = statement.range.start;
  return lineage(stage, context).some(({ stage: { instructions } }) =>
    instructions.some((instruction) => {
      if (instruction.name !== "ENV" || instruction.range.start.line > line) return false;
      return instruction.pairs.some(({ key, value }) => key.raw === VARIABLE && TRUE.test(unquoted(value.raw)));
    }),
  );
}
