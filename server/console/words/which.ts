import { defineWord } from "./word.ts";

export const which = defineWord({
  name: "which",
  usage: "NAME...",
  description: "Say whether the console knows a word",
  flags: {},
  async run({ args }, { programs, io: { stdout } }) {
    let code = 0;
    for (const name of args) {
      if (programs.has(name)) await stdout.write(`${name}: a word of this console\n`);
      else code = 1;
    }
    return code;
  },
});
