import { defineWord } from "./word.ts";

export const unset = defineWord({
  name: "unset",
  usage: "NAME...",
  description: "Forget variables",
  flags: {},
  async run({ args }, { shell }) {
    for (const name of args) shell.unset(name);
    return 0;
  },
});
