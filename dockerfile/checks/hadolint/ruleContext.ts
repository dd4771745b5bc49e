import type { Instruction } from "../../instructions/instruction.ts";
import { runOf, runScript } from "../../shell/runScripts.ts";
import { isPosixShell } from "../../shell/shellKind.ts";
import type { Bash } from "../../shell/shellScript.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import type { Statement } from "../../syntax/statement.ts";
import type { CheckContext } from "../check.ts";
import type { HadolintConfig } from "./hadolintConfig.ts";
import { shellPragma } from "./pragma.ts";
import type { RuleContext, StageRun, Step } from "./rule.ts";

/** What the rules look at: what the checks do, and the scripts of RUNs where bash is loaded. */
export function createRuleContext(context: CheckContext, config: HadolintConfig, bash: Bash | undefined): RuleContext {
  const steps = readSteps(context);
  const runs = bash === undefined ? [] : readRuns(context, bash);
  return { ...context, config, runs, steps, declared: readDeclared(context, steps) };
}

function readDeclared({ dockerfile: { metaArgs } }: CheckContext, steps: readonly Step[]): ReadonlySet<string> {
  const declared = new Set<string>();
  for (const instruction of [...metaArgs, ...steps.map((step) => step.instruction)]) {
    if (instruction.name === "ARG") for (const { key } of instruction.args) declared.add(key.raw);
    if (instruction.name === "ENV") for (const { key } of instruction.pairs) declared.add(key.raw);
  }
  return declared;
}

function readSteps({ visits }: CheckContext): readonly Step[] {
  const steps: Step[] = [];
  for (const { instruction, stage } of visits) {
    const at = instruction.range;
    steps.push({ instruction, stage, at });
    if (instruction.name !== "ONBUILD" || instruction.trigger === undefined) continue;
    steps.push({ instruction: instruction.trigger, stage, at });
  }
  return steps;
}

function readRuns({ dockerfile, resolved }: CheckContext, bash: Bash): readonly StageRun[] {
  const runs: StageRun[] = [];
  /** Whether the stage's shell is a POSIX one, at the place where the walk is. */
  const posix: boolean[] = [];
  let stage: ResolvedStage | undefined;
  let index = -1;
  for (const statement of dockerfile.syntax.statements) {
    const instruction = dockerfile.instructionOf.get(statement);
    if (instruction?.name === "FROM") {
      stage = resolved.stages[++index];
      posix[index] = stage === undefined || startsPosix(stage, posix);
    }
    const shell = newShell(statement, instruction);
    if (shell !== undefined) posix[index] = isPosixShell(shell);
    if (runOf(instruction) === undefined || posix[index] === false) continue;
    const run = runScript(statement, dockerfile, bash);
    if (run !== undefined) runs.push({ ...run, stage });
  }
  return runs;
}

function newShell({ commentsAbove }: Statement, instruction: Instruction | undefined): string | undefined {
  if (instruction?.name === "SHELL") return instruction.shell[0];
  return shellPragma(commentsAbove);
}

const WINDOWS_IMAGE = /(^|\/)windows(\/|$)|nanoserver|servercore|windowsservercore/;

function startsPosix({ base, platform }: ResolvedStage, posix: readonly boolean[]): boolean {
  if (base.kind === "stage") return posix[base.index] ?? true;
  if (platform?.startsWith("windows") === true) return false;
  return base.kind === "scratch" || !WINDOWS_IMAGE.test(base.name);
}
