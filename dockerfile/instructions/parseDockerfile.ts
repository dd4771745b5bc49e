import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import { trimGoSpace } from "../go/goSpace.ts";
import type { LineIndex } from "../syntax/lineIndex.ts";
import { isMistake, type Mistake, mistakeDiagnostic } from "../syntax/mistake.ts";
import { parseSyntax, type SyntaxDocument } from "../syntax/parseSyntax.ts";
import type { HeredocNode, Statement } from "../syntax/statement.ts";
import type { ArgInstruction, FromInstruction, Heredoc, Instruction } from "./instruction.ts";
import { instructionMistake } from "./instructionInput.ts";
import { limitStatements } from "./instructionLimit.ts";
import { parseInstruction } from "./registry.ts";

/** A FROM and what follows it. */
export interface Stage {
  readonly index: number;
  /** Its alias in lower case, for lookups. */
  readonly name?: string;
  readonly from: FromInstruction;
  /** What follows FROM. */
  readonly instructions: readonly Instruction[];
  readonly range: Range;
}

export interface Dockerfile {
  readonly text: string;
  readonly escape: "\\" | "`";
  readonly directives: { readonly syntax?: string; readonly escape?: string; readonly check?: string };
  /** ARGs before the first FROM. */
  readonly metaArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** What BuildKit rejects, in the order in which it would: the first is its error. */
  readonly diagnostics: readonly Diagnostic[];
  /** The same, with the phase in which BuildKit finds each. */
  readonly mistakes: readonly Mistake[];
  readonly syntax: SyntaxDocument;
  /** The instruction of each valid statement. */
  readonly instructionOf: ReadonlyMap<Statement, Instruction>;
}

/** The order in which BuildKit finds mistakes: all of the text's syntax, then all instructions, then the stages. */
const PHASES: Readonly<Record<Mistake["phase"], number>> = { syntax: 0, instruction: 1, stage: 2 };

export function inBuildKitOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.toSorted((a, b) => PHASES[a.phase] - PHASES[b.phase]);
}

function heredocOf(node: HeredocNode, lines: LineIndex): Heredoc {
  const { name, expand, chomp, fileDescriptor, rawBody, bodyStart, bodyEnd } = node;
  const body = chomp ? rawBody.replace(/^\t+/gm, "") : rawBody;
  return { name, expand, chomp, fileDescriptor, body, rawBody, range: lines.rangeOf(bodyStart, bodyEnd) };
}

/** A statement's instruction; mistakes of its syntax alone (a missing heredoc terminator) are on the statement. */
export function readInstruction(statement: Statement, document: SyntaxDocument): Instruction | Mistake {
  const { head, range } = statement;
  const heredocs = statement.heredocs.map((node) => heredocOf(node, document.lines));
  return parseInstruction({ head, heredocs, range, escape: document.escape, original: trimGoSpace(head.line.text) });
}

interface OpenStage {
  readonly from: FromInstruction;
  readonly instructions: Instruction[];
  end: Range["end"];
}

/** Text → typed instructions by stage. Takes any text, never throws; what is wrong is in `diagnostics`. */
export function parseDockerfile(text: string): Dockerfile {
  const syntax = parseSyntax(text);
  const read = limitStatements(syntax);
  const mistakes: Mistake[] = [...read.mistakes, ...syntax.mistakes];
  const metaArgs: ArgInstruction[] = [];
  const open: OpenStage[] = [];
  const instructionOf = new Map<Statement, Instruction>();
  for (const statement of read.statements) {
    mistakes.push(...statement.mistakes);
    const current = open[open.length - 1];
    const instruction = readInstruction(statement, syntax);
    const isFrom = !isMistake(instruction) && instruction.name === "FROM";
    if (current !== undefined && !isFrom) current.end = statement.range.end;
    if (isMistake(instruction)) {
      mistakes.push(instruction);
      continue;
    }
    instructionOf.set(statement, instruction);
    if (instruction.name === "FROM") {
      open.push({ from: instruction, instructions: [], end: instruction.range.end });
    } else if (current !== undefined) current.instructions.push(instruction);
    else if (instruction.name === "ARG") metaArgs.push(instruction);
    else mistakes.push(noStage(instruction));
  }
  if (syntax.statements.length > 0 && open.length === 0) mistakes.push(noStages(syntax));
  const ordered = inBuildKitOrder(mistakes);
  return {
    text,
    escape: syntax.escape,
    directives: directivesOf(syntax),
    metaArgs,
    stages: open.map(stageOf),
    diagnostics: ordered.map(mistakeDiagnostic),
    mistakes: ordered,
    syntax,
    instructionOf,
  };
}

function stageOf({ from, instructions, end }: OpenStage, index: number): Stage {
  const range = { start: from.range.start, end };
  const name = from.alias?.raw.toLowerCase();
  return { index, ...(name === undefined ? {} : { name }), from, instructions, range };
}

function directivesOf({ directives }: SyntaxDocument): Dockerfile["directives"] {
  return Object.fromEntries(directives.map(({ name, value }) => [name, value]));
}

function noStage(instruction: Instruction): Mistake {
  return instructionMistake(
    "no-stage",
    "no build stage in current context",
    instruction.keyword.range,
    "Put a FROM before it: only ARG may stand before the first FROM.",
  );
}

function noStages({ lines, text }: SyntaxDocument): Mistake {
  return {
    kind: "mistake",
    phase: "stage",
    code: "no-stage",
    message: "dockerfile contains no stages to build",
    range: lines.rangeOf(text.length, text.length),
    next: "Add a FROM with the base image.",
  };
}
