import { hasFlag, runsWith } from "../../shell/shellWords.ts";
import { addWord, inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";
import { wordOf } from "./wordOf.ts";

const INSTALL = ["install", "groupinstall", "localinstall"];

export const dl3038: Rule = {
  code: "DL3038",
  severity: "warning",
  title: "Use dnf -y",
  message: "Use the -y switch to avoid manual input `dnf install -y <package>`",
  why: "dnf asks before it installs, and nobody answers during a build. -y answers yes.",
  bad: "FROM fedora:40\nRUN dnf install httpd-2.4.6 && dnf clean all\n",
  good: "FROM fedora:40\nRUN dnf install -y httpd-2.4.6 && dnf clean all\n",
  find: inCommands((command, run) => {
    if (!runsWith(command, ["dnf", "microdnf"], INSTALL) || hasFlag(command, "y", "assumeyes")) return undefined;
    return { fixes: [addWord(run, wordOf(command, INSTALL), "-y")] };
  }),
};
