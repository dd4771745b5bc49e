import type { TextEdit } from "#contract/diagnostic.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { instructionNameOf } from "../../instructions/registry.ts";
import type { SyntaxDocument } from "../../syntax/parseSyntax.ts";
import { EditCollector } from "./editCollector.ts";
import { formatStatement } from "./formatStatement.ts";

/**
 * Edits that make the layout even: instructions at the margin, one space between their words, no blanks at line ends, one empty
 * line at a time. The words that a shell reads, heredocs, and comments stay as they are: no build comes out otherwise than before.
 */
export function formatDocument(dockerfile: Dockerfile): readonly TextEdit[] {
  const { syntax } = dockerfile;
  const collector = new EditCollector(syntax);
  const keywords = syntax.statements.map(({ head }) => head.keyword.text);
  const isUpper = keywords.some((word) => instructionNameOf(word) !== undefined && word !== word.toLowerCase());
  const lastFilled = syntax.nodes.findLastIndex(({ kind }) => kind !== "blank");
  if (lastFilled === -1) return [];
  for (const [index, node] of syntax.nodes.entries()) {
    if (node.kind === "statement") formatStatement(node, dockerfile, isUpper, collector);
    else if (node.kind === "comment") {
      // A byte order mark stays at the start.
      const start = node.start + (syntax.text.startsWith("\uFEFF", node.start) ? 1 : 0);
      collector.replaceBlanks(start, node.comment?.start ?? start, "");
      collector.trimLine(node.start);
    } else if (node.kind === "blank") {
      const isSpare = index > lastFilled || syntax.nodes[index - 1]?.kind === "blank";
      if (isSpare) collector.replace(node.start, node.end, "");
      else collector.trimLine(node.start);
    }
  }
  endLastLine(syntax, lastFilled, collector);
  return collector.edits;
}

/** A line break behind the last line, but not in a heredoc that nothing ends: there it would be text. */
function endLastLine({ text, nodes }: SyntaxDocument, lastFilled: number, collector: EditCollector): void {
  const last = nodes[lastFilled];
  if (last === undefined || text.endsWith("\n", last.end)) return;
  if (last.kind === "statement" && last.mistakes.length > 0) return;
  collector.replace(last.end, last.end, text.includes("\r\n") ? "\r\n" : "\n");
}
