import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { HeredocNode, Statement } from "../../syntax/statement.ts";
import { type NamedThing, type Occurrence, touches } from "./namedThing.ts";

/** The heredoc whose name is at `offset`, where it opens or ends. */
export function heredocAt(dockerfile: Dockerfile, offset: number): NamedThing | undefined {
  const found = heredocNodeAt(dockerfile, offset);
  if (found === undefined) return undefined;
  const { definition, terminator } = found;
  const at = touches(definition, offset) ? definition : terminator;
  const occurrences = [definition, terminator];
  return { kind: "heredoc", name: found.heredoc.name, at, occurrences, definition };
}

export interface FoundHeredoc {
  readonly statement: Statement;
  readonly heredoc: HeredocNode;
  readonly definition: Occurrence;
  readonly terminator: Occurrence;
}

export function heredocNodeAt({ syntax }: Dockerfile, offset: number): FoundHeredoc | undefined {
  const statement = syntax.statements.find(({ start, end }) => start <= offset && offset <= end);
  if (statement === undefined) return undefined;
  for (const heredoc of statement.heredocs) {
    const definition = markerName(statement, heredoc, syntax.text);
    const terminator = { start: heredoc.terminatorStart, end: heredoc.terminatorEnd, isDeclaration: false };
    if (definition === undefined || terminator.start === terminator.end) continue;
    if (touches(definition, offset) || touches(terminator, offset)) {
      return { statement, heredoc, definition, terminator };
    }
  }
  return undefined;
}

/** The name behind `<<`; undefined if quotes or joined lines part it. */
function markerName({ head: { line } }: Statement, marker: HeredocNode, text: string): Occurrence | undefined {
  const within = line.text.slice(marker.start, marker.end).lastIndexOf(marker.name);
  const start = line.offsetOf(marker.start + within);
  const end = start + marker.name.length;
  return within !== -1 && text.slice(start, end) === marker.name ? { start, end, isDeclaration: true } : undefined;
}
