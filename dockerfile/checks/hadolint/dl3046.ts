import { flagValues, hasFlag } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

/** Ids with more digits make /var/log/lastlog large. */
const DIGITS = 5;

export const dl3046: Rule = {
  code: "DL3046",
  severity: "warning",
  title: "Use -l with useradd and high user IDs",
  message: "`useradd` without flag `-l` and high UID will result in excessively large Image.",
  why: "useradd writes a log file that grows with the user ID, up to gigabytes. With -l, it writes none.",
  bad: "FROM debian:12\nRUN useradd -u 1234567 app\n",
  good: "FROM debian:12\nRUN useradd -l -u 1234567 app\n",
  find: inCommands((command, run) => {
    if (command.name !== "useradd" || hasFlag(command, "l", "no-log-init")) return undefined;
    if (!flagValues(command, "u", "uid").some(({ text }) => text.length > DIGITS)) return undefined;
    return { fixes: [addWord(run, command.nameWord, "-l")] };
  }),
};
