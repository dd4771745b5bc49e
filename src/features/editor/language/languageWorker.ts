import { documentSymbols } from "#dockerfile/services/documentSymbols.ts";
import { foldingRanges } from "#dockerfile/services/foldingRanges.ts";
import { analyze } from "./analyze.ts";
import { completeAt, hoverAt } from "./askAtPosition.ts";
import type { LanguageAnswer, LanguageMethods, LanguageQuestion } from "./languageMethods.ts";
import { parseOnce } from "./parseOnce.ts";

/** The language core in a worker of its own: however long a check takes, typing never waits for it. */
const methods: LanguageMethods = {
  analyze,
  complete: completeAt,
  hover: hoverAt,
  fold: (text) => foldingRanges(parseOnce(text)),
  outline: (text) => documentSymbols(parseOnce(text)),
};

self.onmessage = ({ data }: MessageEvent<LanguageQuestion>) => {
  self.postMessage(answer(data));
};

function answer({ id, method, input }: LanguageQuestion): LanguageAnswer {
  try {
    // What is asked and with what is typed where it is sent, in askLanguage.
    const run = methods[method] as (input: unknown) => unknown;
    return { id, ok: true, value: run(input) };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  }
}
