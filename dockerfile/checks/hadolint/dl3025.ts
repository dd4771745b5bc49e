import type { Command, Instruction } from "../../instructions/instruction.ts";
import { replaceFix } from "../context/check.ts";
import type { Rule } from "./rule.ts";

/** What a shell would read as more than plain words. */
const NEEDS_SHELL = /[$`"'\\|&;<>()*?[\]{}~#!=\n]/;

export const dl3025: Rule = {
  code: "DL3025",
  severity: "warning",
  title: "Write CMD and ENTRYPOINT as JSON",
  message: "Use arguments JSON notation for CMD and ENTRYPOINT arguments",
  why: "In shell form, a shell runs the command and receives the signals meant for it. In exec form (a JSON array), the command runs directly.",
  bad: "FROM busybox:1.37\nCMD top\n",
  good: 'FROM busybox:1.37\nCMD ["top"]\n',
  sameAs: ["JSONArgsRecommended"],
  find: ({ visits }) =>
    visits.flatMap(({ instruction, shellSet }) => {
      const command = commandOf(instruction);
      // With a SHELL of its own the author chose a shell.
      if (command?.form !== "shell" || shellSet) return [];
      const { text, range } = command;
      const words = NEEDS_SHELL.test(text) ? ["/bin/sh", "-c", text] : text.trim().split(/\s+/);
      const json = `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
      return [{ range, at: instruction.range, fixes: [replaceFix("Write it as a JSON array", range, json)] }];
    }),
};

function commandOf(instruction: Instruction): Command | undefined {
  if (instruction.name === "CMD" || instruction.name === "ENTRYPOINT") return instruction.command;
  if (instruction.name !== "HEALTHCHECK" || instruction.check.kind === "none") return undefined;
  return instruction.check.command;
}
