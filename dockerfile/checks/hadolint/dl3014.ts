import { countFlag, hasFlag, hasWord, runsWith } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";
import { wordOf } from "./wordOf.ts";

export const dl3014: Rule = {
  code: "DL3014",
  severity: "warning",
  title: "Use apt-get -y",
  message: "Use the `-y` switch to avoid manual input `apt-get -y install <package>`",
  why: "apt-get asks before it installs, and nobody answers during a build. -y answers yes.",
  bad: "FROM debian:12\nRUN apt-get install curl=1.0\n",
  good: "FROM debian:12\nRUN apt-get install -y curl=1.0\n",
  find: inCommands((command, run) => {
    if (!runsWith(command, ["apt-get"], ["install"]) || hasFlag(command, "y", "yes", "qq", "assume-yes"))
      return undefined;
    // Two q, or -q=2, mean -y.
    const quiet = countFlag(command, "q") >= 2 || countFlag(command, "quiet") >= 2 || hasWord(command, ["-q=2"]);
    return quiet ? undefined : { fixes: [addWord(run, wordOf(command, ["install"]), "-y")] };
  }),
};
