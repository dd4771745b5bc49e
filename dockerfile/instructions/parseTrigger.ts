import type { Diagnostic } from "#contract/diagnostic.ts";
import { isMistake, mistakeDiagnostic } from "../syntax/mistake.ts";
import { parseSyntax } from "../syntax/parseSyntax.ts";
import type { Instruction } from "./instruction.ts";
import { instructionMistake } from "./instructionInput.ts";
import { readInstruction } from "./parseDockerfile.ts";

/** An ONBUILD trigger from the configuration of a base image. Ranges are within the trigger's text. */
export function parseTrigger(text: string): { instruction?: Instruction; diagnostics: readonly Diagnostic[] } {
  const syntax = parseSyntax(text);
  const [statement] = syntax.statements;
  const mistakes = [...syntax.mistakes, ...syntax.statements.flatMap((each) => each.mistakes)];
  if (statement === undefined || syntax.statements.length !== 1) {
    const range = syntax.lines.rangeOf(0, text.length);
    mistakes.push(instructionMistake("onbuild", "onbuild trigger should be a single expression", range));
    return { diagnostics: mistakes.map(mistakeDiagnostic) };
  }
  const instruction = readInstruction(statement, syntax);
  if (isMistake(instruction)) return { diagnostics: [...mistakes, instruction].map(mistakeDiagnostic) };
  if (mistakes.length > 0) return { diagnostics: mistakes.map(mistakeDiagnostic) };
  return { instruction, diagnostics: [] };
}
