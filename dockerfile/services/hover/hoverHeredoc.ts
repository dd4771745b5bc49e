import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { type Hover, markdown } from "../lsp.ts";
import { heredocNodeAt } from "../names/heredocOccurrences.ts";

/** A heredoc's name, where it opens and where it ends: how its text is read. */
export function hoverHeredoc(dockerfile: Dockerfile, offset: number): Hover | undefined {
  const found = heredocNodeAt(dockerfile, offset);
  if (found === undefined) return undefined;
  const { heredoc, definition, terminator, statement } = found;
  const at = definition.start <= offset && offset <= definition.end ? definition : terminator;
  const count = heredoc.rawBody.split("\n").length - 1;
  const isRun = /^(?:onbuild\s+)?run\b/i.test(statement.head.line.text);
  const parts = [
    `**Heredoc ${heredoc.name}**, ${count === 1 ? "1 line" : `${count} lines`}.`,
    heredoc.chomp ? "Leading tabs are removed." : "",
    variables(heredoc.expand, isRun),
  ];
  const text = parts.filter((part) => part !== "").join(" ");
  return { contents: markdown(text), range: dockerfile.syntax.lines.rangeOf(at.start, at.end) };
}

function variables(expand: boolean, isRun: boolean): string {
  if (isRun) return expand ? "The shell expands variables in it." : "Its name is quoted: variables are not expanded.";
  return expand ? "Variables are expanded." : "Its name is quoted: variables are not expanded.";
}
