import { tell } from "./fileFaults.ts";
import { inputsOf } from "./inputs.ts";
import { defineWord } from "./word.ts";

interface Counts {
  lines: number;
  words: number;
  bytes: number;
}

export const wc = defineWord({
  name: "wc",
  usage: "[OPTION]... [FILE]...",
  description: "Count lines, words, and bytes",
  completes: "file",
  flags: {
    bytes: { kind: "boolean", short: "c", description: "print the number of bytes" },
    lines: { kind: "boolean", short: "l", description: "print the number of newlines" },
    words: { kind: "boolean", short: "w", description: "print the number of words" },
  },
  async run({ flags, args }, context) {
    const { stdout } = context.io;
    const chosen = (["lines", "words", "bytes"] as const).filter((name) => flags[name]);
    const fields = chosen.length === 0 ? (["lines", "words", "bytes"] as const) : chosen;
    const total: Counts = { lines: 0, words: 0, bytes: 0 };
    const rows: { readonly counts: Counts; readonly name: string }[] = [];
    let code = 0;
    const inputs = inputsOf(args, context, async (name, fault) => {
      code = await tell(context, "wc", [`${name}: ${fault}`]);
    });
    for await (const { name, bytes } of inputs) {
      const counts = await count(bytes);
      for (const field of ["lines", "words", "bytes"] as const) total[field] += counts[field];
      rows.push({ counts, name: args.length === 0 ? "" : name });
    }
    if (args.length > 1) rows.push({ counts: total, name: "total" });
    const width =
      fields.length === 1 && rows.length === 1 ? 1 : Math.max(...fields.map((field) => `${total[field]}`.length));
    for (const { counts, name } of rows) {
      const numbers = fields.map((field) => `${counts[field]}`.padStart(width)).join(" ");
      await stdout.write(`${numbers} ${name}`.trimEnd().concat("\n"));
    }
    return code;
  },
});

async function count(bytes: AsyncIterable<Uint8Array>): Promise<Counts> {
  const counts: Counts = { lines: 0, words: 0, bytes: 0 };
  let isInWord = false;
  for await (const chunk of bytes) {
    counts.bytes += chunk.length;
    for (const byte of chunk) {
      if (byte === 0x0a) counts.lines += 1;
      const isBlank = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
      if (!isBlank && !isInWord) counts.words += 1;
      isInWord = !isBlank;
    }
  }
  return counts;
}
