import { explainCheck } from "#dockerfile/checks/explainCheck.ts";
import { ignoreFixes } from "#dockerfile/checks/ignoreFixes.ts";
import { findDeadFix } from "#dockerfile/services/fixes/deadBytes/findDeadFix.ts";
import { findLeftoverFix } from "#dockerfile/services/fixes/deadBytes/findLeftoverFix.ts";
import { formatDocument } from "#dockerfile/services/formatting/formatDocument.ts";
import { inlayHints } from "#dockerfile/services/hints/inlayHints.ts";
import { signatureHelp } from "#dockerfile/services/hints/signatureHelp.ts";
import { imagesNamed } from "#dockerfile/services/imagesNamed.ts";
import { documentLinks } from "#dockerfile/services/links/documentLinks.ts";
import { definition, references } from "#dockerfile/services/names/definition.ts";
import { documentHighlights } from "#dockerfile/services/names/documentHighlights.ts";
import { prepareRename, rename } from "#dockerfile/services/names/rename.ts";
import { documentSymbols } from "#dockerfile/services/structure/documentSymbols.ts";
import { foldingRanges } from "#dockerfile/services/structure/foldingRanges.ts";
import { selectionRanges } from "#dockerfile/services/structure/selectionRanges.ts";
import { semanticTokens } from "#dockerfile/services/tokens/semanticTokens.ts";
import { analyze } from "./analyze.ts";
import { completeAt, hoverAt } from "./askAtPosition.ts";
import type { LanguageAnswer, LanguageMethods, LanguageNews, LanguageQuestion } from "./languageMethods.ts";
import type { LateRules } from "./lateRules.ts";
import { parseOnce } from "./parseOnce.ts";
import { ShellMemory } from "./shellMemory.ts";
import { aboutFinding, fixAllFindings } from "./workOnFindings.ts";

/** The language core in its own worker: typing never waits for a check. */
const methods: LanguageMethods = {
  analyze: (input) => analyze(input, lateRules, memory),
  learn: (verdicts) => memory.learn(verdicts),
  complete: completeAt,
  hover: hoverAt,
  explain: (diagnostics) => diagnostics.flatMap(({ code, alsoKnownAs }) => explainCheck(code, alsoKnownAs) ?? []),
  ignore: ({ text, diagnostics }) => diagnostics.flatMap((diagnostic) => ignoreFixes(parseOnce(text), diagnostic)),
  about: aboutFinding,
  deadFix: ({ text, request }) => lateRules && findDeadFix(request, parseOnce(text), lateRules.bash),
  leftoverFix: ({ text, request }) => lateRules && findLeftoverFix(request, parseOnce(text), lateRules.bash),
  fixAll: (input) => fixAllFindings(input, lateRules),
  signature: ({ text, position }) => signatureHelp(parseOnce(text), position),
  hints: ({ text, environment }) => inlayHints(parseOnce(text), environment),
  links: ({ text, environment }) => documentLinks(parseOnce(text), environment),
  images: ({ text, environment }) => imagesNamed(parseOnce(text), environment),
  selection: ({ text, position }) => selectionRanges(parseOnce(text), position),
  definition: ({ text, position }) => definition(parseOnce(text), position),
  highlights: ({ text, position }) => documentHighlights(parseOnce(text), position),
  references: ({ text, position, includeDeclaration }) => references(parseOnce(text), position, includeDeclaration),
  prepareRename: ({ text, position }) => prepareRename(parseOnce(text), position),
  rename: ({ text, position, newName }) => rename(parseOnce(text), position, newName),
  format: (text) => formatDocument(parseOnce(text)),
  fold: (text) => foldingRanges(parseOnce(text)),
  colors: (text) => new Uint32Array(semanticTokens(parseOnce(text), { bash: lateRules?.bash }).data),
  outline: (text) => documentSymbols(parseOnce(text)),
};

const memory = new ShellMemory();
let lateRules: LateRules | undefined;
let hasBegun = false;

self.onmessage = ({ data }: MessageEvent<LanguageQuestion>) => {
  self.postMessage(answer(data));
  // The first answer does not wait for it.
  if (!hasBegun) void loadLate();
};

async function loadLate(): Promise<void> {
  hasBegun = true;
  try {
    const { loadLateRules } = await import("./lateRules.ts");
    lateRules = await loadLateRules();
    self.postMessage({ news: "more-rules" } satisfies LanguageNews);
  } catch (cause) {
    // The page works without it.
    // biome-ignore lint/suspicious/noConsole: the only trace of it in the browser
    console.error(cause);
  }
}

function answer({ id, method, input }: LanguageQuestion): LanguageAnswer {
  try {
    // Method and input are typed by the sender, in askLanguage.
    const run = methods[method] as (input: unknown) => unknown;
    return { id, ok: true, value: run(input) };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  }
}
