import type { Position } from "#contract/range.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { TriviaNode } from "../syntax/parseSyntax.ts";
import type { HeredocNode, Statement } from "../syntax/statement.ts";

/** What is at a place of the text. */
export type TextPlace =
  | { readonly kind: "statement"; readonly statement: Statement; readonly offset: number; readonly index: number }
  | { readonly kind: "heredoc"; readonly statement: Statement; readonly offset: number; readonly heredoc: HeredocNode }
  | { readonly kind: "trivia"; readonly node: TriviaNode | undefined; readonly offset: number };

export function textPlaceAt({ syntax }: Dockerfile, position: Position): TextPlace {
  const offset = syntax.lines.offsetAt(position);
  const { nodes } = syntax;
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((nodes[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const node = nodes[low];
  // Behind the last line break begins a line that no node has yet.
  const isNewLine = node !== undefined && offset === node.end && syntax.text[offset - 1] === "\n";
  if (node === undefined || isNewLine) return { kind: "trivia", node: undefined, offset };
  if (node.kind !== "statement") return { kind: "trivia", node, offset };
  const heredoc = node.heredocs.find(
    // Where its end is not written yet, what is typed at the end of the text belongs to it.
    ({ bodyStart, bodyEnd, terminatorStart, terminatorEnd }) =>
      bodyStart <= offset && (offset < bodyEnd || (offset === bodyEnd && terminatorStart === terminatorEnd)),
  );
  if (heredoc !== undefined) return { kind: "heredoc", statement: node, offset, heredoc };
  const comment = node.comments.some(({ start, end }) => start < offset && offset <= end);
  if (comment || offset > node.lineEnd) return { kind: "trivia", node: undefined, offset };
  return { kind: "statement", statement: node, offset, index: node.head.line.indexAt(offset) };
}
