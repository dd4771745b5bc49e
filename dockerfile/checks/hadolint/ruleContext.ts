import { runOf, runScript } from "../../shell/runScripts.ts";
import { isPosixShell } from "../../shell/shellKind.ts";
import type { Bash } from "../../shell/shellScript.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import type { CheckContext } from "../context/check.ts";
import { shellsInForce } from "../context/shellInForce.ts";
import type { HadolintConfig } from "./hadolintConfig.ts";
import { labelsOf } from "./labels.ts";
import type { RuleContext, StageRun, Step } from "./rule.ts";

/** What the rules use: the checks' data, and the scripts of RUNs if bash is loaded. */
export function createRuleContext(context: CheckContext, config: HadolintConfig, bash: Bash | undefined): RuleContext {
  const steps = readSteps(context);
  const runs = bash === undefined ? [] : readRuns(context, bash);
  return { ...context, config, runs, steps, labels: labelsOf(steps), declared: readDeclared(context, steps) };
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
  const shells = shellsInForce(dockerfile, resolved);
  let stage: ResolvedStage | undefined;
  let index = -1;
  for (const statement of dockerfile.syntax.statements) {
    const instruction = dockerfile.instructionOf.get(statement);
    if (instruction?.name === "FROM") stage = resolved.stages[++index];
    const shell = shells.get(statement) ?? [];
    if (runOf(instruction) === undefined || !isPosixShell(shell[0] ?? "")) continue;
    const run = runScript(statement, dockerfile, bash);
    if (run !== undefined) runs.push({ ...run, stage, shell });
  }
  return runs;
}
