import type { Instruction } from "../instructions/instruction.ts";
import type { Statement } from "../syntax/statement.ts";
import { isPosixShell } from "./shellKind.ts";

export interface PosixShellsInput {
  /** Whether a stage's shell is a POSIX one before a SHELL changes it; `known` has those of earlier stages as they ended. */
  readonly startsPosix: (stage: number, known: readonly boolean[]) => boolean;
  /** The program that a statement names for what follows, other than by SHELL. */
  readonly namedShell?: (statement: Statement) => string | undefined;
}

/** Asked of each statement in the order of the text: whether what it runs is read by a POSIX shell. */
export function posixShells({
  startsPosix,
  namedShell,
}: PosixShellsInput): (statement: Statement, instruction: Instruction | undefined) => boolean {
  const posix: boolean[] = [];
  let stage = -1;
  return (statement, instruction) => {
    if (instruction?.name === "FROM") {
      stage++;
      posix[stage] = startsPosix(stage, posix);
    }
    const shell = instruction?.name === "SHELL" ? instruction.shell[0] : namedShell?.(statement);
    if (shell !== undefined) posix[stage] = isPosixShell(shell);
    return posix[stage] ?? true;
  };
}
