import { hasFlag, runsWith } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const ASKING = ["install", "in", "remove", "rm", "source-install", "si", "patch"];

export const dl3034: Rule = {
  code: "DL3034",
  severity: "warning",
  title: "Use the -n switch of zypper",
  message: "Non-interactive switch missing from `zypper` command: `zypper install -y`",
  why: "zypper asks before it changes anything, and in a build nobody answers. With -n, or -y behind install, it goes on by itself.",
  bad: "FROM opensuse/leap:15.6\nRUN zypper install httpd=2.4.6 && zypper clean\n",
  good: "FROM opensuse/leap:15.6\nRUN zypper -n install httpd=2.4.6 && zypper clean\n",
  find: inCommands((command, run) => {
    if (!runsWith(command, ["zypper"], ASKING)) return undefined;
    if (hasFlag(command, "non-interactive", "n", "no-confirm", "y")) return undefined;
    return { fixes: [addWord(run, command.nameWord, "-n")] };
  }),
};
