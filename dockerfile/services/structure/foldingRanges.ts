import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { FoldingRange } from "../lsp.ts";

/** What can be folded: stages, instructions of several lines, heredocs in them, blocks of comments. */
export function foldingRanges({ stages, syntax }: Dockerfile): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRange["kind"]): void => {
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind === undefined ? {} : { kind }) });
  };
  for (const { range } of stages) add(range.start.line, range.end.line, "region");
  const { lines, nodes } = syntax;
  let commentStart: number | undefined;
  for (const [index, node] of nodes.entries()) {
    if (node.kind === "comment") {
      commentStart ??= lines.lineOf(node.start);
      if (nodes[index + 1]?.kind === "comment") continue;
      add(commentStart, lines.lineOf(node.start), "comment");
    }
    commentStart = undefined;
    if (node.kind !== "statement") continue;
    const first = node.range.start.line;
    add(first, node.heredocs.length === 0 ? node.range.end.line : lines.lineOf(node.lineEnd));
    // The first heredoc folds with the line that opens it, later ones by themselves.
    for (const [position, { bodyStart, terminatorEnd }] of node.heredocs.entries()) {
      add(position === 0 ? lines.lineOf(node.lineEnd) : lines.lineOf(bodyStart), lines.lineOf(terminatorEnd));
    }
  }
  return ranges;
}
