import { hasWord } from "../../shell/shellWords.ts";
import { inCommands, replaceInScript } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const QUESTIONS = ["search", "show", "policy", "depends", "rdepends", "showsrc"];

export const dl3027: Rule = {
  code: "DL3027",
  severity: "warning",
  title: "Use apt-get instead of apt",
  message: "Do not use apt as it is meant to be an end-user tool, use apt-get or apt-cache instead",
  why: "apt is made for terminals: its output and options can change with any release. apt-get and apt-cache are made for scripts and stay stable.",
  bad: "FROM debian:12\nRUN apt install -y curl=1.0\n",
  good: "FROM debian:12\nRUN apt-get install -y curl=1.0\n",
  find: inCommands((command, run) => {
    if (command.name !== "apt") return undefined;
    const tool = hasWord(command, QUESTIONS) ? "apt-cache" : "apt-get";
    const newText = run.form === "exec" ? JSON.stringify(tool) : tool;
    return {
      place: command.nameWord,
      fixes: [replaceInScript(`Write ${tool}`, run, command.nameWord, newText)],
    };
  }),
};
