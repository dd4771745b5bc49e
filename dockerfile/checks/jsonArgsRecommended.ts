import type { Command } from "../instructions/instruction.ts";
import { type Check, type Finding, replaceFix } from "./context/check.ts";

/** What a shell would read as more than plain words. */
const NEEDS_SHELL = /[$`"'\\|&;<>()*?[\]{}~#!=\n]/;

export const jsonArgsRecommended: Check = {
  name: "JSONArgsRecommended",
  title: "JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals",
  why: "In shell form, a shell is the first process and does not forward signals. docker stop waits for its timeout, then kills the container.",
  page: "json-args-recommended",
  find: ({ visits }) =>
    visits.flatMap(({ instruction, shellSet }): readonly Finding[] => {
      if (instruction.name !== "CMD" && instruction.name !== "ENTRYPOINT") return [];
      const { command, keyword, range } = instruction;
      // With a SHELL of its own the author chose a shell.
      if (command.form !== "shell" || shellSet) return [];
      const fix = jsonFix(command);
      return [
        {
          message: `JSON arguments recommended for ${keyword.raw} to prevent unintended behavior related to OS signals`,
          range: command.text === "" ? keyword.range : command.range,
          at: range,
          next: `Write it as ${keyword.raw} ["program", "argument"].`,
          ...(fix === undefined ? {} : { fixes: [fix] }),
        },
      ];
    }),
};

function jsonFix({ range, ...command }: Command): ReturnType<typeof replaceFix> | undefined {
  if (command.form !== "shell" || command.text.trim() === "") return undefined;
  const plain = !NEEDS_SHELL.test(command.text);
  const words = plain ? command.text.trim().split(/\s+/) : ["/bin/sh", "-c", command.text];
  const title = plain ? "Write it as a JSON array" : "Write the shell into a JSON array";
  return replaceFix(title, range, `[${words.map((word) => JSON.stringify(word)).join(", ")}]`);
}
