import { defineWord } from "./word.ts";

const INTRODUCTION = `These words work on the files of this workspace and on its images and containers.
Type WORD --help for one of them. Tab completes, up and down bring back earlier lines, Ctrl-C stops a command.
`;

export const help = defineWord({
  name: "help",
  usage: "",
  description: "List the words of this console",
  flags: {},
  async run(_input, { programs, io: { stdout } }) {
    const widest = Math.max(...[...programs.keys()].map(({ length }) => length));
    const lines = [...programs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, text]) => `  ${name.padEnd(widest + 2)}${text}\n`);
    const joiners = "\nLines may have &&, ||, ;, |, >, >>, <, quotes, $NAME, *, and heredocs.\n";
    await stdout.write(`${INTRODUCTION}\n${lines.join("")}${joiners}`);
    return 0;
  },
});
