import { defineWord } from "./word.ts";

export const history = defineWord({
  name: "history",
  usage: "[-c]",
  description: "Print the lines that were typed in this workspace",
  flags: { clear: { kind: "boolean", short: "c", description: "forget them" } },
  async run({ flags }, { history: kept, io: { stdout } }) {
    if (flags.clear) {
      kept.clear();
      return 0;
    }
    for (const [index, line] of kept.lines.entries()) await stdout.write(`${`${index + 1}`.padStart(5)}  ${line}\n`);
    return 0;
  },
});
