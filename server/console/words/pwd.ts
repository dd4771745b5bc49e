import { visibleName } from "../text/visibleText.ts";
import { defineWord } from "./word.ts";

export const pwd = defineWord({
  name: "pwd",
  usage: "",
  description: "Print the current folder; / is the top of the workspace",
  flags: {},
  async run(_input, { shell, io }) {
    await io.stdout.write(`${visibleName(shell.value("PWD"))}\n`);
    return 0;
  },
});
