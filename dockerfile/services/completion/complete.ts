import type { Position } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";
import type { CompletionItem } from "../lsp.ts";
import { textPlaceAt } from "../statementAt.ts";
import { typedStatement } from "../typedStatement.ts";
import { completeArgument } from "./completeArgument.ts";
import { completeDirective } from "./completeDirective.ts";
import { completeFlag } from "./completeFlag.ts";
import { completeKeyword } from "./completeKeyword.ts";
import { completePragma } from "./completePragma.ts";
import { completeVariable } from "./completeVariable.ts";
import type { CompletionQuery } from "./completionQuery.ts";

/** What may be written at a place. The editor filters by what is typed. */
export function complete(
  dockerfile: Dockerfile,
  position: Position,
  environment: LanguageEnvironment = {},
): readonly CompletionItem[] {
  const { lines, text } = dockerfile.syntax;
  const offset = lines.offsetAt(position);
  const query: CompletionQuery = {
    dockerfile,
    position,
    environment,
    hasTextAfter: /^\w*[^\S\n]+\S/.test(text.slice(offset, lines.lineStart(position.line + 1))),
    rangeBack: (length) => lines.rangeOf(offset - length, offset),
  };
  const before = text.slice(lines.lineStart(position.line), offset);
  const place = textPlaceAt(dockerfile, position);
  if (place.kind === "heredoc") {
    return place.heredoc.expand ? completeVariable(query, place.statement, before) : [];
  }
  if (place.kind === "trivia") {
    if (/^\s*#/.test(before)) return [...completeDirective(query, before), ...completePragma(query, before)];
    return /^\s*\w*$/.test(before) ? completeKeyword(query, before.trimStart()) : [];
  }
  const typed = typedStatement(place.statement, place.index);
  if (typed.part === "keyword") return completeKeyword(query, typed.word, typed.onbuild);
  if (/\$\{?\w*$/.test(typed.word)) return completeVariable(query, place.statement, typed.word);
  if (typed.part === "flag") return completeFlag(query, typed);
  return completeArgument(query, typed);
}
