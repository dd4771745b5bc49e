import { instructionNameOf, instructionNames, instructionRegistry } from "../instructions/registry.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { type CompletionItem, completionKinds, markdown } from "./lsp.ts";

/** Before the first FROM only these may stand. */
const FIRST: ReadonlySet<string> = new Set(["FROM", "ARG"]);
const NO_TRIGGERS: ReadonlySet<string> = new Set(["FROM", "MAINTAINER", "ONBUILD"]);

/** Instructions, as snippets, in the case of what is typed or of the file. */
export function completeKeyword(query: CompletionQuery, typed: string, onbuild = false): readonly CompletionItem[] {
  const { dockerfile, position, rangeBack } = query;
  const hasStage = dockerfile.stages.some(({ from }) => from.range.start.line < position.line);
  const lower = typed === "" ? usesLowerCase(query) : typed === typed.toLowerCase() && usesLowerCase(query);
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
      const cased = (text: string): string => (lower ? text.toLowerCase() : text);
      return {
        label: lower ? label.replace(name, cased(name)) : label,
        kind: label === name ? completionKinds.keyword : completionKinds.snippet,
        detail,
        documentation: markdown(`${summary}\n\n\`\`\`dockerfile\n${usage}\n\`\`\``),
        textEdit: { range, newText: lower ? body.replace(name, cased(name)) : body },
        insertTextFormat: 2,
        sortText: `${hasStage === FIRST.has(name) ? "1" : "0"}${label}`,
      };
    });
  });
}

function usesLowerCase({ dockerfile }: CompletionQuery): boolean {
  const words = dockerfile.syntax.statements.map(({ head }) => head.keyword.text);
  const lower = words.filter((word) => /[a-z]/.test(word) && word === word.toLowerCase());
  return lower.length * 2 > words.length;
}
