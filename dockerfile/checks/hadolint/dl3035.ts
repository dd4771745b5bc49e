import { runsWith } from "../../shell/shellWords.ts";
import { inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

export const dl3035: Rule = {
  code: "DL3035",
  severity: "warning",
  title: "Do not upgrade the distribution with zypper",
  message: "Do not use `zypper dist-upgrade`.",
  why: "It replaces the base image's system with another one. Use a newer base image instead: it is smaller and reproducible.",
  bad: "FROM opensuse/leap:15.5\nRUN zypper -n dist-upgrade\n",
  good: "FROM opensuse/leap:15.6\n",
  find: inCommands((command) => (runsWith(command, ["zypper"], ["dist-upgrade", "dup"]) ? {} : undefined)),
};
