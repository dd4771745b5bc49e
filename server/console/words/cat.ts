import { tell } from "./fileFaults.ts";
import { inputsOf, linesOf } from "./inputs.ts";
import { defineWord } from "./word.ts";

const NUMBER_WIDTH = 6;

export const cat = defineWord({
  name: "cat",
  usage: "[OPTION]... [FILE]...",
  description: "Print files",
  completes: "file",
  flags: { number: { kind: "boolean", short: "n", description: "number the lines" } },
  async run({ flags, args }, context) {
    const { stdout } = context.io;
    let code = 0;
    let number = 0;
    const inputs = inputsOf(args, context, async (name, fault) => {
      code = await tell(context, "cat", [`${name}: ${fault}`]);
    });
    for await (const { bytes } of inputs) {
      if (!flags.number) {
        for await (const chunk of bytes) await stdout.write(chunk);
        continue;
      }
      for await (const line of linesOf(bytes)) {
        number += 1;
        await stdout.write(`${`${number}`.padStart(NUMBER_WIDTH)}\t${line}`);
      }
    }
    return code;
  },
});
