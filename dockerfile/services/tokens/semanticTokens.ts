import { shellsInForce } from "../../checks/context/shellInForce.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { isPosixShell } from "../../shell/shellKind.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { resolveStages } from "../../stages/resolveStages.ts";
import type { LineIndex } from "../../syntax/lineIndex.ts";
import type { SyntaxDocument } from "../../syntax/parseSyntax.ts";
import type { Statement } from "../../syntax/statement.ts";
import { heredocTokens, terminatorTokens } from "./heredocTokens.ts";
import { scriptTokens } from "./scriptTokens.ts";
import { type SemanticToken, semanticTokenTypes } from "./semanticToken.ts";
import { statementTokens } from "./statementTokens.ts";

export interface SemanticTokensInput {
  /** Reads scripts in their own language; without it they are strings, variables and plain words. */
  readonly bash?: Bash | undefined;
}

/** All tokens in order, parted at line ends, none over another. */
export function listSemanticTokens(
  dockerfile: Dockerfile,
  { bash }: SemanticTokensInput = {},
): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  const bashAt = bash === undefined ? () => undefined : posixOnly(dockerfile, bash);
  const { syntax } = dockerfile;
  for (const node of syntax.nodes) {
    if (node.kind === "statement") {
      for (const token of nodeTokens(node, dockerfile, bashAt(node))) tokens.push(token);
    } else if (node.comment !== undefined) {
      const { start, end } = node.comment;
      if (node.kind === "directive") tokens.push(...directiveTokens(syntax, start, end));
      else tokens.push({ start, end, type: "comment" });
    }
  }
  return tokens;
}

/** LSP's encoding of a whole document's tokens. */
export function semanticTokens(
  dockerfile: Dockerfile,
  input: SemanticTokensInput = {},
): { readonly data: readonly number[] } {
  return { data: encodeSemanticTokens(listSemanticTokens(dockerfile, input), dockerfile.syntax.lines) };
}

/** LSP's encoding: five numbers a token, relative to the one before; the type is an index of `semanticTokenTypes`. */
export function encodeSemanticTokens(tokens: readonly SemanticToken[], lines: LineIndex): readonly number[] {
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  let line = 0;
  for (const { start, end, type } of tokens) {
    while (lines.lineStart(line + 1) <= start && line + 1 < lines.lineCount) line++;
    const character = start - lines.lineStart(line);
    const delta = line === lastLine ? character - lastCharacter : character;
    data.push(line - lastLine, delta, end - start, TYPE_INDEX.get(type) ?? 0, 0);
    lastLine = line;
    lastCharacter = character;
  }
  return data;
}

const TYPE_INDEX: ReadonlyMap<string, number> = new Map(semanticTokenTypes.map((type, index) => [type, index]));

/** PowerShell's and cmd's scripts are another language. */
function posixOnly(dockerfile: Dockerfile, bash: Bash): (statement: Statement) => Bash | undefined {
  const shells = shellsInForce(dockerfile, resolveStages(dockerfile, {}));
  return (statement) => (isPosixShell(shells.get(statement)?.[0] ?? "") ? bash : undefined);
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

function nodeTokens(statement: Statement, dockerfile: Dockerfile, bash: Bash | undefined): readonly SemanticToken[] {
  const script = bash === undefined ? undefined : scriptTokens(statement, dockerfile, bash);
  const tokens: SemanticToken[] = [...statementTokens(statement, script?.form === "line")];
  for (const { start, end } of statement.comments) tokens.push({ start, end, type: "comment" });
  if (script !== undefined) tokens.push(...script.tokens);
  // A command line's script has its heredocs' bodies and ends in it.
  for (const heredoc of script?.form === "line" ? [] : statement.heredocs) {
    if (script === undefined) tokens.push(...heredocTokens(heredoc, statement, dockerfile.syntax, bash));
    tokens.push(...terminatorTokens(heredoc));
  }
  return tokens.sort((a, b) => a.start - b.start);
}
