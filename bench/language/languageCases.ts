import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { semanticTokens } from "#dockerfile/services/tokens/semanticTokens.ts";
import type { Bash } from "#dockerfile/shell/shellScript.ts";
import { longHeredoc, mixedDockerfile } from "./mixedDockerfile.ts";

/** One question to the language core, from the text on: the parse of the Dockerfile is in each. */
export interface LanguageCase {
  readonly name: string;
  readonly run: (text: string, bash: Bash) => unknown;
}

/** A text to ask about, and one that differs from it by a key in its middle. */
export interface LanguageText {
  readonly name: string;
  readonly text: string;
  readonly afterKey: (serial: number) => string;
}

export const languageCases: readonly LanguageCase[] = [
  {
    // All of BuildKit's checks and hadolint's rules; a worker keeps the build arguments apart from the defaults, as here.
    name: "diagnostics",
    run: (text, bash) => checkParsed(parseDockerfile(text), { buildArgs: {}, hadolint: DEFAULT_HADOLINT_CONFIG, bash }),
  },
  { name: "semantic tokens", run: (text, bash) => semanticTokens(parseDockerfile(text), { bash }) },
];

export const languageTexts: readonly LanguageText[] = [
  languageText("1,000 mixed lines", mixedDockerfile(1_000), "apt-get clean"),
  languageText("10,000 mixed lines", mixedDockerfile(10_000), "apt-get clean"),
  languageText("a heredoc of 1,000 lines", longHeredoc(1_000), "curl=7.88"),
  languageText("a heredoc of 4,000 lines", longHeredoc(4_000), "curl=7.88"),
];

/** The key is pressed before the first `mark` of the text's second half, in the middle of a RUN of many lines. */
function languageText(name: string, text: string, mark: string): LanguageText {
  const at = text.indexOf(mark, text.length >> 1);
  if (at === -1) throw new Error(`${mark} is not in the second half of ${name}`);
  return { name, text, afterKey: (serial) => `${text.slice(0, at)}k${serial} ${text.slice(at)}` };
}
