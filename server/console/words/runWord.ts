import { getoptWords } from "../command/flagWords.ts";
import { parseFlags } from "../command/parseFlags.ts";
import { flagsText } from "../command/usage.ts";
import { visibleOutput } from "../text/visibleText.ts";
import type { Word, WordContext } from "./word.ts";

const COLUMNS = 80;

/** Runs a word with the words after it. Resolves to its exit code. */
export async function runWord(word: Word, args: readonly string[], context: WordContext): Promise<number> {
  const { io } = context;
  const stderr = visibleOutput(io.stderr);
  const stdout = word.printsControls === true ? io.stdout : visibleOutput(io.stdout);
  const prepared = word.prepare?.(args) ?? args;
  const parsed = parseFlags(word.flags, prepared);
  if (parsed.ok === "help") {
    await stdout.write(wordHelp(word, io.terminal?.size().columns ?? COLUMNS));
    return 0;
  }
  if (!parsed.ok) {
    const hint =
      parsed.fault.kind === "value" || parsed.fault.kind === "unsupported"
        ? ""
        : `Try '${word.name} --help' for more information.\n`;
    await stderr.write(`${word.name}: ${getoptWords(parsed.fault)}\n${hint}`);
    return word.badUsage ?? 1;
  }
  const { values: flags, args: rest, given } = parsed;
  return word.run({ flags, args: rest, given }, { ...context, io: { ...io, stdout, stderr } });
}

function wordHelp({ name, usage, description, flags }: Word, columns: number): string {
  const options = flagsText(flags, columns);
  const start = `Usage: ${name} ${usage}`.trimEnd();
  return `${start}\n${description}.\n${options === "" ? "" : `\n${options}\n`}`;
}
