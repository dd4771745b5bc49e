import { instructionNameOf, instructionNames, instructionRegistry } from "../../instructions/registry.ts";
import { type CompletionItem, completionKinds, markdown } from "../lsp.ts";
import type { CompletionQuery } from "./completionQuery.ts";

/** Before the first FROM only these may stand. */
const FIRST: ReadonlySet<string> = new Set(["FROM", "ARG"]);
const NO_TRIGGERS: ReadonlySet<string> = new Set(["FROM", "MAINTAINER", "ONBUILD"]);

/** Instructions, as snippets, in the case of what is typed or of the file. */
export function completeKeyword(query: CompletionQuery, typed: string, onbuild = false): readonly CompletionItem[] {
  const { dockerfile, position, rangeBack } = query;
  const hasStage = dockerfile.stages.some(({ from }) => from.range.start.line < position.line);
  const lower = typed === typed.toLowerCase() && usesLowerCase(query);
  const range = rangeBack(typed.length);
  return instructionNames.flatMap((word) => {
    const name = instructionNameOf(word);
    // Deprecated: understood, but not offered.
    if (name === undefined || name === "MAINTAINER" || (onbuild && NO_TRIGGERS.has(name))) return [];
    if (!hasStage && !FIRST.has(name) && dockerfile.stages.length === 0) return [];
    const { summary, usage, snippets } = instructionRegistry[name];
    // Where arguments stand already, only the word is wanted.
    const offered = query.hasTextAfter
      ? snippets.slice(0, 1).map((each) => ({ ...each, label: name, body: name }))
      : snippets;
    return offered.map(({ label, body, summary: detail }): CompletionItem => {
      // AS must be written as FROM is.
      const written = (text: string): string =>
        lower ? text.replace(name, name.toLowerCase()).replace(" AS", " as") : text;
      return {
        label: written(label),
        kind: label === name ? completionKinds.keyword : completionKinds.snippet,
        detail,
        documentation: markdown(`${summary}\n\n\`\`\`dockerfile\n${usage}\n\`\`\``),
        textEdit: { range, newText: written(body) },
        insertTextFormat: 2,
        sortText: `${hasStage === FIRST.has(name) ? "1" : "0"}${label}`,
      };
    });
  });
}

function usesLowerCase({ dockerfile, position }: CompletionQuery): boolean {
  const others = dockerfile.syntax.statements.filter(({ range }) => range.start.line !== position.line);
  const words = others.map(({ head }) => head.keyword.text);
  const lower = words.filter((word) => /[a-z]/.test(word) && word === word.toLowerCase());
  return lower.length * 2 > words.length;
}
