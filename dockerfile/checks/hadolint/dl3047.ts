import { hasFlag, hasWord } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

export const dl3047: Rule = {
  code: "DL3047",
  severity: "info",
  title: "Keep wget's progress output short",
  message:
    "Avoid use of wget without progress bar. Use `wget --progress=dot:giga <url>`. Or consider using `-q` or `-nv` (shorthands for `--quiet` or `--no-verbose`).",
  why: "Without a terminal, wget prints a line for every 50 kB. A large download buries the rest of the log.",
  bad: "FROM debian:12\nRUN wget https://example.com/large.tar\n",
  good: "FROM debian:12\nRUN wget --progress=dot:giga https://example.com/large.tar\n",
  find: inCommands((command, run) => {
    if (command.name !== "wget" || hasWord(command, ["-nv"])) return undefined;
    const short = ["progress", "q", "quiet", "o", "output-file", "a", "append-output", "no-verbose"];
    return hasFlag(command, ...short) ? undefined : { fixes: [addWord(run, command.nameWord, "--progress=dot:giga")] };
  }),
};
