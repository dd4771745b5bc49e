import { loadBash, loadForgetfulBash } from "#dockerfile/shell/loadBash.ts";
import type { Bash } from "#dockerfile/shell/shellScript.ts";
import { bashFiles } from "#server/checks/bashFromModules.ts";
import { median } from "../median.ts";
import { type LanguageCase, type LanguageText, languageCases, languageTexts } from "./languageCases.ts";

const WARM_UP = 100;

interface Times {
  /** Of each question, milliseconds. */
  readonly wall: readonly number[];
  /** On the processor, milliseconds for a question at the mean: what other programs take is not in it. */
  readonly processor: number;
}

/** Times of `runs` questions, after a warm-up. */
function timesOf({ run }: LanguageCase, { afterKey }: LanguageText, runs: number, bash: Bash): Times {
  const wall: number[] = [];
  let used = 0;
  for (let serial = -WARM_UP; serial < runs; serial++) {
    const text = afterKey(serial + WARM_UP);
    const before = process.threadCpuUsage();
    const start = performance.now();
    run(text, bash);
    if (serial < 0) continue;
    wall.push(performance.now() - start);
    const { user, system } = process.threadCpuUsage(before);
    used += user + system;
  }
  return { wall, processor: used / 1000 / runs };
}

const wallText = ({ wall }: Times): string =>
  `${median(wall).toFixed(2)} ms (${Math.min(...wall).toFixed(2)}–${Math.max(...wall).toFixed(2)})`;

const processorText = ({ processor }: Times, { text }: LanguageText): string =>
  `${processor.toFixed(2)} ms, ${((processor * 1e6) / text.length).toFixed(0)} µs`;

/**
 * Asks for diagnostics and semantic tokens, from the text on. `after a key` is what an editor waits for: a text that was
 * never seen, of whose scripts all but one were read before. `cold` has nothing kept. Prints a table.
 */
export async function measureLanguage(runs: number): Promise<void> {
  const files = await bashFiles();
  const keeping = await loadBash(files);
  const forgetting = await loadForgetfulBash(files);
  console.log(`Median of ${runs} runs (fastest–slowest) after ${WARM_UP} to warm up; without ShellCheck.\n`);
  console.log(
    "| language | after a key | on the processor, per 1,000 characters | cold | on the processor, per 1,000 characters |\n|---|---|---|---|---|",
  );
  for (const each of languageCases) {
    for (const text of languageTexts) {
      const warm = timesOf(each, text, runs, keeping);
      const cold = timesOf(each, text, runs, forgetting);
      const cells = [wallText(warm), processorText(warm, text), wallText(cold), processorText(cold, text)];
      console.log(`| ${each.name}, ${text.name} | ${cells.join(" | ")} |`);
    }
  }
  console.log("");
}
