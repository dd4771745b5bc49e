import { hasFlag, runsWith } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const ASKING = ["install", "in", "remove", "rm", "source-install", "si", "patch"];

export const dl3034: Rule = {
  code: "DL3034",
  severity: "warning",
  title: "Use zypper -n",
  message: "Non-interactive switch missing from `zypper` command: `zypper install -y`",
  why: "zypper asks before it changes anything, and nobody answers during a build. -n, or -y after install, answers yes.",
  bad: "FROM opensuse/leap:15.6\nRUN zypper install httpd=2.4.6 && zypper clean\n",
  good: "FROM opensuse/leap:15.6\nRUN zypper -n install httpd=2.4.6 && zypper clean\n",
  find: inCommands((command, run) => {
    if (!runsWith(command, ["zypper"], ASKING)) return undefined;
    if (hasFlag(command, "non-interactive", "n", "no-confirm", "y")) return undefined;
    return { fixes: [addWord(run, command.nameWord, "-n")] };
  }),
};
