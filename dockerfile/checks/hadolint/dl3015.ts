import { hasFlag, hasWord, runsWith } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";
import { wordOf } from "./wordOf.ts";

export const dl3015: Rule = {
  code: "DL3015",
  severity: "info",
  title: "Install without recommended packages",
  message: "Avoid additional packages by specifying `--no-install-recommends`",
  why: "By default, Debian also installs recommended packages, often many times the size of the package itself. A single-purpose image rarely needs them.",
  bad: "FROM debian:12\nRUN apt-get install -y curl=1.0\n",
  good: "FROM debian:12\nRUN apt-get install -y --no-install-recommends curl=1.0\n",
  find: inCommands((command, run) => {
    if (!runsWith(command, ["apt-get"], ["install"]) || hasFlag(command, "no-install-recommends")) return undefined;
    if (hasWord(command, ["APT::Install-Recommends=false", "APT::Install-Recommends=0"])) return undefined;
    return { fixes: [addWord(run, wordOf(command, ["install"]), "--no-install-recommends")] };
  }),
};
