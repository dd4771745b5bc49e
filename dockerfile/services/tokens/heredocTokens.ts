import { bodySource } from "../../shell/runScripts.ts";
import type { Bash } from "../../shell/shellScript.ts";
import type { SyntaxDocument } from "../../syntax/parseSyntax.ts";
import type { HeredocNode, Statement } from "../../syntax/statement.ts";
import { placedTokens } from "./scriptTokens.ts";
import type { SemanticToken } from "./semanticToken.ts";

const SHELL_FILE = /\.(?:ba|da|k|z)?sh$/;
const SHELL_SHEBANG = /^#!\s*\S*\/(?:env\s+)?(?:ba|da|a|z|k)?sh\b/;

/** The body of a heredoc that is a file or a program's input: as a script where its name or first line says so, else as a string. */
export function heredocTokens(
  heredoc: HeredocNode,
  { head }: Statement,
  { text, lines }: SyntaxDocument,
  bash: Bash | undefined,
): readonly SemanticToken[] {
  const isScript = bash !== undefined && isShellFile(heredoc, head.rest.text);
  const source = isScript ? bodySource(heredoc, text, lines) : undefined;
  return bash !== undefined && source !== undefined
    ? placedTokens(bash.parse(source.text), source)
    : stringTokens(heredoc, text);
}

/** A file has the heredoc's name in a folder, and the destination's else. */
function isShellFile({ name, rawBody }: HeredocNode, rest: string): boolean {
  const destination = /\S*$/.exec(rest)?.[0] ?? "";
  return SHELL_SHEBANG.test(rawBody) || SHELL_FILE.test(destination.endsWith("/") ? name : destination);
}

const VARIABLE = /\$\{[^}\n]*\}?|\$\w+/g;

function stringTokens({ bodyStart, bodyEnd, expand }: HeredocNode, text: string): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  const add = (start: number, end: number, type: SemanticToken["type"]): void => {
    if (end > start) tokens.push({ start, end, type });
  };
  for (let start = bodyStart; start < bodyEnd; ) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak === -1 || lineBreak > bodyEnd ? bodyEnd : lineBreak;
    let from = start;
    for (const match of expand ? text.slice(start, end).matchAll(VARIABLE) : []) {
      const at = start + match.index;
      add(from, at, "string");
      from = at + match[0].length;
      add(at, from, "variable");
    }
    add(from, end, "string");
    start = end + 1;
  }
  return tokens;
}

/** The line that ends a heredoc. */
export function terminatorTokens({
  terminatorStart: start,
  terminatorEnd: end,
}: HeredocNode): readonly SemanticToken[] {
  return end > start ? [{ start, end, type: "label" }] : [];
}
