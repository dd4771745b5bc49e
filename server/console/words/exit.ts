import { tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const exit = defineWord({
  name: "exit",
  usage: "[CODE]",
  description: "End the console. Containers go on",
  flags: {},
  async run({ args: [code = ""] }, context) {
    const { shell } = context;
    if (!/^\d{0,3}$/.test(code)) return tell(context, "exit", [`${code}: numeric argument required`]);
    shell.leaving = code === "" ? shell.lastCode : Number(code) & 0xff;
    return shell.leaving;
  },
});
