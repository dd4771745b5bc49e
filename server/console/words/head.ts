import { tell } from "./fileFaults.ts";
import { inputsOf, linesOf } from "./inputs.ts";
import { countFlag, fileHeading, type LineCount, withoutOldCount } from "./lineCount.ts";
import { defineWord } from "./word.ts";

const DEFAULT: LineCount = { sign: "", count: 10 };

export const head = defineWord({
  name: "head",
  usage: "[OPTION]... [FILE]...",
  description: "Print the first lines of files",
  completes: "file",
  flags: {
    lines: countFlag("lines", "n", "print the first NUM lines instead of 10; with a leading -, all but the last NUM"),
    bytes: countFlag("bytes", "c", "print the first NUM bytes"),
    quiet: { kind: "boolean", short: "q", description: "print no names of files" },
  },
  prepare: withoutOldCount,
  async run({ flags, args }, context) {
    const { stdout } = context.io;
    let code = 0;
    let isFirst = true;
    const inputs = inputsOf(args, context, async (name, fault) => {
      code = await tell(context, "head", [`cannot open '${name}' for reading: ${fault}`]);
    });
    for await (const { name, bytes } of inputs) {
      if (args.length > 1 && !flags.quiet) await stdout.write(fileHeading(name, isFirst));
      isFirst = false;
      const part =
        flags.bytes === undefined
          ? firstLines(linesOf(bytes), flags.lines ?? DEFAULT)
          : firstBytes(bytes, flags.bytes.count);
      for await (const piece of part) await stdout.write(piece);
    }
    return code;
  },
});

async function* firstLines(lines: AsyncIterable<string>, { sign, count }: LineCount): AsyncGenerator<string, void> {
  if (sign !== "-" && count === 0) return;
  const held: string[] = [];
  let told = 0;
  for await (const line of lines) {
    if (sign === "-") {
      held.push(line);
      const next = held.length > count ? held.shift() : undefined;
      if (next !== undefined) yield next;
    } else {
      yield line;
      told += 1;
      if (told >= count) return;
    }
  }
}

async function* firstBytes(bytes: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array, void> {
  let left = count;
  if (left === 0) return;
  for await (const chunk of bytes) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
