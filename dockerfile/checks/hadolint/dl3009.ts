import type { ShellCommand } from "../../shell/shellScript.ts";
import { hasWord, runsWith } from "../../shell/shellWords.ts";
import { appendCommand } from "./appendCommand.ts";
import { commandFinding } from "./commandFinding.ts";
import { hasMountAt } from "./mounts.ts";
import type { Rule } from "./rule.ts";
import { isKept } from "./stageSteps.ts";

const APT = ["apt", "apt-get", "aptitude"];
const USES_LISTS = ["install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "source", "download"];

export const dl3009: Rule = {
  code: "DL3009",
  severity: "info",
  title: "Delete the apt lists after installing",
  message: "Delete the apt lists (/var/lib/apt/lists) after installing something",
  why: "The lists take tens of megabytes and are outdated the next day. Only the same RUN can keep them out of the layer: a later one hides them but can't remove them.",
  bad: "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
  good: "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
  find: (context) =>
    context.runs.flatMap((run) => {
      const { commands } = run.script;
      const index = commands.findIndex((command) => runsWith(command, APT, ["update"]));
      const update = commands[index];
      if (update === undefined || commands.slice(index).some(deletesLists)) return [];
      // What a stage leaves behind only counts if it gets into an image.
      if (!isKept(run.stage, context) || hasMountAt(run, "/var/lib/apt/lists")) return [];
      if (hasMountAt(run, "/var/lib/apt") && hasMountAt(run, "/var/cache/apt")) return [];
      // A later RUN that installs would find no lists.
      const usesLists = commands.slice(index + 1).some((command) => runsWith(command, APT, USES_LISTS));
      if (!usesLists) return [commandFinding(run, { place: update, next: "Update, install, and delete in one RUN." })];
      return [
        commandFinding(run, { place: update, fixes: appendCommand(context, run, "rm -rf /var/lib/apt/lists/*") }),
      ];
    }),
};

function deletesLists(command: ShellCommand): boolean {
  if (runsWith(command, ["apt", "apt-get"], ["distclean", "dist-clean"])) return true;
  if (command.name === "find") return hasWord(command, ["-delete"]) && hasWord(command, ["/var/lib/apt/lists"]);
  return command.name === "rm" && command.words.some(({ text }) => /^\/var\/lib\/apt(\/(lists|\*|$)|$)/.test(text));
}
