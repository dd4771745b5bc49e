import type { Instruction } from "../../instructions/instruction.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { isWindowsImage } from "../../shell/shellKind.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import type { ResolvedStages } from "../../stages/resolveStages.ts";
import type { TriviaNode } from "../../syntax/parseSyntax.ts";
import type { Statement } from "../../syntax/statement.ts";
import { readPragma, shellPragma } from "./pragma.ts";

/** Program and arguments, as in SHELL; of a pragma the program alone. */
export type Shell = readonly string[];

const DEFAULT_SHELL: Shell = ["/bin/sh", "-c"];
const WINDOWS_SHELL: Shell = ["cmd", "/S", "/C"];

/**
 * The shell that reads the shell form at each statement: SHELL's or a pragma's, that of the stage it starts from, or the
 * platform's. A pragma before the first FROM is for all stages, as hadolint has it.
 */
export function shellsInForce(
  { syntax, instructionOf }: Dockerfile,
  { stages }: ResolvedStages,
): ReadonlyMap<Statement, Shell> {
  const walk = new ShellWalk(stages);
  const shells = new Map<Statement, Shell>();
  for (const node of syntax.nodes) {
    if (node.kind !== "statement") walk.readComment(node);
    else shells.set(node, walk.readStatement(node, instructionOf.get(node)));
  }
  return shells;
}

class ShellWalk {
  readonly #stages: readonly ResolvedStage[];
  readonly #ofStage: Shell[] = [];
  #byPragma: Shell | undefined;
  #shell = DEFAULT_SHELL;
  #index = -1;

  constructor(stages: readonly ResolvedStage[]) {
    this.#stages = stages;
  }

  readComment({ comment }: TriviaNode): void {
    const pragma = comment === undefined ? undefined : readPragma(comment.text);
    if (pragma?.kind !== "shell") return;
    this.#set([pragma.shell]);
    if (this.#index === -1) this.#byPragma = this.#shell;
  }

  readStatement({ commentsAbove }: Statement, instruction: Instruction | undefined): Shell {
    if (instruction?.name === "FROM") {
      this.#index++;
      // Directly above a FROM it applies to that stage, although it is in the one before.
      const above = shellPragma(commentsAbove);
      this.#set(above === undefined ? this.#start() : [above]);
    } else if (instruction?.name === "SHELL") this.#set(instruction.shell);
    return this.#shell;
  }

  #set(shell: Shell): void {
    this.#shell = shell;
    if (this.#index >= 0) this.#ofStage[this.#index] = shell;
  }

  #start(): Shell {
    const { base, platform } = this.#stages[this.#index] ?? {};
    if (base?.kind === "stage") return this.#ofStage[base.index] ?? DEFAULT_SHELL;
    if (this.#byPragma !== undefined) return this.#byPragma;
    if (platform?.os === "windows") return WINDOWS_SHELL;
    return base?.kind === "image" && isWindowsImage(base.name) ? WINDOWS_SHELL : DEFAULT_SHELL;
  }
}
