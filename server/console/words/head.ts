import { tell } from "./fileFaults.ts";
import { HeldLines } from "./heldLines.ts";
import { linesOf } from "./inputs.ts";
import { countFlag, type LineCount, withoutOldCount } from "./lineCount.ts";
import { printParts } from "./printParts.ts";
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
    try {
      return await printParts(context, {
        word: "head",
        args,
        quiet: flags.quiet,
        partOf: (bytes) =>
          flags.bytes === undefined
            ? firstLines(linesOf(bytes), flags.lines ?? DEFAULT)
            : firstBytes(bytes, flags.bytes.count),
      });
    } catch (error) {
      if (!(error instanceof TooMuchHeldError)) throw error;
      return await tell(context, "head", ["too much to hold back until the end: use a smaller number"]);
    }
  },
});

class TooMuchHeldError extends Error {}

async function* firstLines(lines: AsyncIterable<string>, { sign, count }: LineCount): AsyncGenerator<string, void> {
  if (sign !== "-" && count === 0) return;
  const held = new HeldLines();
  let printed = 0;
  for await (const line of lines) {
    if (sign === "-") {
      held.push(line);
      const next = held.length > count ? held.shift() : undefined;
      if (held.isFull) throw new TooMuchHeldError();
      if (next !== undefined) yield next;
    } else {
      yield line;
      printed += 1;
      if (printed >= count) return;
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
