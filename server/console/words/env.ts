import { defineWord } from "./word.ts";

export const env = defineWord({
  name: "env",
  usage: "",
  description: "Print the exported variables, which docker run -e NAME passes on",
  flags: {},
  async run(_input, { env: variables, io: { stdout } }) {
    for (const [name, value] of variables) await stdout.write(`${name}=${value}\n`);
    return 0;
  },
});
