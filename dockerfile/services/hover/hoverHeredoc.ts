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
    heredoc.chomp ? "Tabs at the begin of its lines are left out." : "",
    variables(heredoc.expand, isRun),
  ];
  const text = parts.filter((part) => part !== "").join(" ");
  return { contents: markdown(text), range: dockerfile.syntax.lines.rangeOf(at.start, at.end) };
}

function variables(expand: boolean, isRun: boolean): string {
  if (isRun)
    return expand ? "The shell reads it, and its variables." : "Its name is quoted: nothing is replaced in it.";
  return expand ? "Its variables are replaced." : "Its name is quoted: its variables stay as they are.";
}
