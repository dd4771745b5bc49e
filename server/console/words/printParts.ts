import { tell } from "./fileFaults.ts";
import { inputsOf } from "./inputs.ts";
import { fileHeading } from "./lineCount.ts";
import type { WordContext } from "./word.ts";

interface PartOptions {
  readonly word: string;
  readonly args: readonly string[];
  /** Without a heading for each of several files. */
  readonly quiet: boolean;
  readonly partOf: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<string | Uint8Array>;
}

/** Prints a part of each input, as head and tail do. Resolves to the exit code. */
export async function printParts(context: WordContext, { word, args, quiet, partOf }: PartOptions): Promise<number> {
  const { stdout } = context.io;
  let code = 0;
  let isFirst = true;
  const inputs = inputsOf(args, context, async (name, fault) => {
    code = await tell(context, word, [`cannot open '${name}' for reading: ${fault}`]);
  });
  for await (const { name, bytes } of inputs) {
    if (args.length > 1 && !quiet) await stdout.write(fileHeading(name, isFirst));
    isFirst = false;
    for await (const piece of partOf(bytes)) await stdout.write(piece);
  }
  return code;
}
