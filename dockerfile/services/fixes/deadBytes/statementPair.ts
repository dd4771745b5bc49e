import type { TextEdit } from "#contract/diagnostic.ts";
import { shellsInForce } from "../../../checks/context/shellInForce.ts";
import type { Instruction, Word } from "../../../instructions/instruction.ts";
import type { Dockerfile } from "../../../instructions/parseDockerfile.ts";
import type { ShellRun } from "../../../shell/joinRuns.ts";
import { runScript } from "../../../shell/runScripts.ts";
import { isPosixShell } from "../../../shell/shellKind.ts";
import type { Bash } from "../../../shell/shellScript.ts";
import { resolveStages } from "../../../stages/resolveStages.ts";
import { type InstructionVisit, walkStages } from "../../../stages/walkStages.ts";
import type { Statement } from "../../../syntax/statement.ts";

/** An instruction and its statement. */
export interface Placed {
  readonly statement: Statement;
  readonly instruction: Instruction;
  /** The script of a RUN; undefined for anything else, and if no POSIX shell reads it. */
  readonly run: ShellRun | undefined;
  /** The folder it works in, if that is known. */
  readonly workdir: string | undefined;
  /** A word with its variables replaced. */
  readonly expanded: (word: Word) => string;
  /** Takes the instruction out, with its lines. */
  readonly removal: TextEdit;
}

/** Two instructions of one stage: the first stores bytes that the second hides. */
export interface StatementPair {
  readonly dockerfile: Dockerfile;
  readonly stored: Placed;
  readonly hiding: Placed;
  readonly between: readonly Placed[];
  /** Every instruction of every stage. */
  readonly all: readonly Placed[];
}

/** Undefined if the lines are not those of two instructions of one stage, in this order. */
export function readPair(
  { storedAt, hiddenAt }: { readonly storedAt: number; readonly hiddenAt: number },
  dockerfile: Dockerfile,
  bash: Bash,
): StatementPair | undefined {
  const all = placeAll(dockerfile, bash);
  const at = (line: number) =>
    all.findIndex(({ statement: { range } }) => range.start.line <= line && line <= range.end.line);
  const [first, last] = [at(storedAt), at(hiddenAt)];
  const [stored, hiding] = [all[first], all[last]];
  const between = all.slice(first + 1, last);
  if (first === -1 || first >= last || stored === undefined || hiding === undefined) return undefined;
  if ([...between, hiding].some(({ instruction }) => instruction.name === "FROM")) return undefined;
  return { dockerfile, stored, hiding, between, all };
}

/** Every instruction of every stage. */
export function placeAll(dockerfile: Dockerfile, bash: Bash): readonly Placed[] {
  const resolved = resolveStages(dockerfile, {});
  const shells = shellsInForce(dockerfile, resolved);
  const visits = new Map<Instruction, Pick<InstructionVisit, "workdir" | "pieces">>();
  walkStages(dockerfile, resolved, {}, ({ instruction, workdir, pieces }) =>
    visits.set(instruction, { workdir, pieces }),
  );
  return dockerfile.syntax.statements.flatMap((statement): Placed[] => {
    const instruction = dockerfile.instructionOf.get(statement);
    if (instruction === undefined) return [];
    const { workdir, pieces = [] } = visits.get(instruction) ?? { workdir: undefined };
    const shell = shells.get(statement) ?? [];
    const script = isPosixShell(shell[0] ?? "") ? runScript(statement, dockerfile, bash) : undefined;
    return [
      {
        statement,
        instruction,
        run: script && { ...script, shell },
        workdir,
        expanded: (word) =>
          pieces.find(({ piece }) => piece.kind === "word" && piece.word === word)?.expansion.value ?? word.raw,
        removal: removalOf(statement, dockerfile),
      },
    ];
  });
}

function removalOf({ range, end }: Statement, { syntax }: Dockerfile): TextEdit {
  const start = { line: range.start.line, character: 0 };
  const isLast = syntax.lines.lineStart(range.end.line + 1) >= syntax.text.length;
  const to = isLast ? Math.max(end, syntax.text.length) : syntax.lines.lineStart(range.end.line + 1);
  return { range: { start, end: syntax.lines.rangeOf(to, to).start }, newText: "" };
}
