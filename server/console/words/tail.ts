import { tell } from "./fileFaults.ts";
import { inputsOf, linesOf } from "./inputs.ts";
import { countFlag, fileHeading, type LineCount, withoutOldCount } from "./lineCount.ts";
import { defineWord } from "./word.ts";

const DEFAULT: LineCount = { sign: "", count: 10 };
/** Most characters that are held back until the end is known. */
const MOST_HELD = 16_000_000;

export const tail = defineWord({
  name: "tail",
  usage: "[OPTION]... [FILE]...",
  description: "Print the last lines of files",
  completes: "file",
  flags: {
    lines: countFlag("lines", "n", "print the last NUM lines instead of 10; with a leading +, from line NUM on"),
    quiet: { kind: "boolean", short: "q", description: "print no names of files" },
    follow: {
      kind: "unsupported",
      short: "f",
      takesValue: false,
      description: "",
      reason:
        "-f is not available here: files change only when you save them. Use docker logs -f to follow a container.",
    },
  },
  prepare: withoutOldCount,
  async run({ flags, args }, context) {
    const { stdout } = context.io;
    let code = 0;
    let isFirst = true;
    const inputs = inputsOf(args, context, async (name, fault) => {
      code = await tell(context, "tail", [`cannot open '${name}' for reading: ${fault}`]);
    });
    for await (const { name, bytes } of inputs) {
      if (args.length > 1 && !flags.quiet) await stdout.write(fileHeading(name, isFirst));
      isFirst = false;
      for await (const line of lastLines(linesOf(bytes), flags.lines ?? DEFAULT)) await stdout.write(line);
    }
    return code;
  },
});

async function* lastLines(lines: AsyncIterable<string>, { sign, count }: LineCount): AsyncGenerator<string, void> {
  const held: string[] = [];
  let characters = 0;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (sign === "+") {
      if (number >= count) yield line;
      continue;
    }
    held.push(line);
    characters += line.length;
    while (held.length > count || characters > MOST_HELD) characters -= held.shift()?.length ?? 0;
  }
  yield* held;
}
