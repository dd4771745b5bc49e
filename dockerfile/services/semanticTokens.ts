import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { SyntaxDocument } from "../syntax/parseSyntax.ts";
import type { Statement } from "../syntax/statement.ts";
import { type SemanticToken, semanticTokenTypes } from "./semanticToken.ts";
import { statementTokens } from "./statementTokens.ts";

/** All tokens in order, parted at line ends. */
export function listSemanticTokens({ syntax }: Pick<Dockerfile, "syntax">): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const node of syntax.nodes) {
    if (node.kind === "statement") tokens.push(...nodeTokens(node, syntax));
    else if (node.comment !== undefined) {
      const { start, end } = node.comment;
      tokens.push(
        ...(node.kind === "directive"
          ? directiveTokens(syntax, start, end)
          : [{ start, end, type: "comment" } as const]),
      );
    }
  }
  return tokens;
}

/** LSP's encoding: five numbers a token, relative to the one before; the type is an index of `semanticTokenTypes`. */
export function semanticTokens(dockerfile: Pick<Dockerfile, "syntax">): { readonly data: number[] } {
  const { lines } = dockerfile.syntax;
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  let line = 0;
  for (const { start, end, type } of listSemanticTokens(dockerfile)) {
    while (lines.lineStart(line + 1) <= start && line + 1 < lines.lineCount) line++;
    const character = start - lines.lineStart(line);
    const delta = line === lastLine ? character - lastCharacter : character;
    data.push(line - lastLine, delta, end - start, semanticTokenTypes.indexOf(type), 0);
    lastLine = line;
    lastCharacter = character;
  }
  return { data };
}

function directiveTokens({ text }: SyntaxDocument, start: number, end: number): readonly SemanticToken[] {
  const line = text.slice(start, end);
  const equals = line.indexOf("=");
  const valueStart = equals + 1 + (line.slice(equals + 1).length - line.slice(equals + 1).trimStart().length);
  return [
    { start, end: start + equals, type: "macro" },
    { start: start + equals, end: start + equals + 1, type: "operator" },
    { start: start + valueStart, end: start + line.trimEnd().length, type: "string" },
  ];
}

function nodeTokens(statement: Statement, syntax: SyntaxDocument): readonly SemanticToken[] {
  const comments = statement.comments.map(({ start, end }) => ({ start, end, type: "comment" }) as const);
  const own = [...statementTokens(statement), ...comments].toSorted((a, b) => a.start - b.start);
  return [...own, ...statement.heredocs.flatMap((heredoc) => heredocTokens(heredoc, syntax))];
}

const VARIABLE = /\$\{[^}\n]*\}?|\$\w+/g;

function heredocTokens(
  { bodyStart, bodyEnd, terminatorStart, terminatorEnd, expand }: Statement["heredocs"][number],
  { text }: SyntaxDocument,
): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (let start = bodyStart; start < bodyEnd; ) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak === -1 || lineBreak > bodyEnd ? bodyEnd : lineBreak;
    let from = start;
    if (expand) {
      for (const match of text.slice(start, end).matchAll(VARIABLE)) {
        const at = start + match.index;
        if (at > from) tokens.push({ start: from, end: at, type: "string" });
        from = at + match[0].length;
        tokens.push({ start: at, end: from, type: "variable" });
      }
    }
    if (end > from) tokens.push({ start: from, end, type: "string" });
    start = end + 1;
  }
  if (terminatorEnd > terminatorStart) tokens.push({ start: terminatorStart, end: terminatorEnd, type: "label" });
  return tokens;
}
