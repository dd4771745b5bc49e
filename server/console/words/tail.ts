import { HeldLines } from "./heldLines.ts";
import { linesOf } from "./inputs.ts";
import { countFlag, type LineCount, withoutOldCount } from "./lineCount.ts";
import { printParts } from "./printParts.ts";
import { defineWord } from "./word.ts";

const DEFAULT: LineCount = { sign: "", count: 10 };

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
  run: ({ flags, args }, context) =>
    printParts(context, {
      word: "tail",
      args,
      quiet: flags.quiet,
      partOf: (bytes) => lastLines(linesOf(bytes), flags.lines ?? DEFAULT),
    }),
});

async function* lastLines(lines: AsyncIterable<string>, { sign, count }: LineCount): AsyncGenerator<string, void> {
  const held = new HeldLines();
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (sign === "+") {
      if (number >= count) yield line;
      continue;
    }
    held.push(line);
    while (held.length > count || held.isFull) held.shift();
  }
  yield* held;
}
