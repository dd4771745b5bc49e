import { loadBash, loadForgetfulBash } from "#dockerfile/shell/loadBash.ts";
import type { Bash } from "#dockerfile/shell/shellScript.ts";
import { median } from "../median.ts";
import { bashFiles, type LanguageCase, type LanguageText, languageCases, languageTexts } from "./languageCases.ts";

const WARM_UP = 30;

/** Times of `runs` questions in milliseconds, after a warm-up. */
function timesOf({ run }: LanguageCase, { afterKey }: LanguageText, runs: number, bash: Bash): readonly number[] {
  const times: number[] = [];
  for (let serial = -WARM_UP; serial < runs; serial++) {
    const text = afterKey(serial + WARM_UP);
    const start = performance.now();
    run(text, bash);
    if (serial >= 0) times.push(performance.now() - start);
  }
  return times;
}

const milliseconds = (times: readonly number[]): string =>
  `${median(times).toFixed(2)} ms (${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)})`;

/** Microseconds for each thousand code units, at the median. */
const perLength = (times: readonly number[], { text }: LanguageText): string =>
  `${((median(times) * 1e6) / text.length).toFixed(0)} µs`;

/**
 * Asks for diagnostics and semantic tokens, from the text on. `after a key` is what an editor waits for: a text that was
 * never seen, of whose scripts all but one were read before. `cold` has nothing kept. Prints a table.
 */
export async function measureLanguage(runs: number): Promise<void> {
  const files = await bashFiles();
  const keeping = await loadBash(files);
  const forgetting = await loadForgetfulBash(files);
  console.log(`Median of ${runs} runs (fastest–slowest) after ${WARM_UP} to warm up; without ShellCheck.\n`);
  console.log("| language | after a key | per 1,000 characters | cold | per 1,000 characters |\n|---|---|---|---|---|");
  for (const each of languageCases) {
    for (const text of languageTexts) {
      const warm = timesOf(each, text, runs, keeping);
      const cold = timesOf(each, text, runs, forgetting);
      const cells = [milliseconds(warm), perLength(warm, text), milliseconds(cold), perLength(cold, text)];
      console.log(`| ${each.name}, ${text.name} | ${cells.join(" | ")} |`);
    }
  }
  console.log("");
}
