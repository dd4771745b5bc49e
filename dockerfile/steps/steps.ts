import type { Instruction, InstructionName } from "../instructions/instruction.ts";
import { planAdd } from "./add.ts";
import { planArg } from "./arg.ts";
import { planCmd } from "./cmd.ts";
import { planCopy } from "./copy.ts";
import { planEntrypoint } from "./entrypoint.ts";
import { planEnv } from "./env.ts";
import { planExpose } from "./expose.ts";
import { planFrom } from "./from.ts";
import { planHealthcheck } from "./healthcheck.ts";
import { planLabel } from "./label.ts";
import { planMaintainer } from "./maintainer.ts";
import { planOnbuild } from "./onbuild.ts";
import type { Operation } from "./operation.ts";
import { planRun } from "./run.ts";
import type { StepScope } from "./scope.ts";
import { planShell } from "./shell.ts";
import type { StageState } from "./stageState.ts";
import type { PlanStep } from "./step.ts";
import { planStopsignal } from "./stopsignal.ts";
import { planUser } from "./user.ts";
import { planVolume } from "./volume.ts";
import { planWorkdir } from "./workdir.ts";

const STEPS: { readonly [Name in InstructionName]: PlanStep<Name> } = {
  ADD: planAdd,
  ARG: planArg,
  CMD: planCmd,
  COPY: planCopy,
  ENTRYPOINT: planEntrypoint,
  ENV: planEnv,
  EXPOSE: planExpose,
  FROM: planFrom,
  HEALTHCHECK: planHealthcheck,
  LABEL: planLabel,
  MAINTAINER: planMaintainer,
  ONBUILD: planOnbuild,
  RUN: planRun,
  SHELL: planShell,
  STOPSIGNAL: planStopsignal,
  USER: planUser,
  VOLUME: planVolume,
  WORKDIR: planWorkdir,
};

/** Plans any instruction by its name. */
export function planStep<Name extends InstructionName>(
  state: StageState,
  instruction: Extract<Instruction, { name: Name }>,
  scope: StepScope,
  id: string,
): Operation {
  const name: Name = instruction.name;
  return STEPS[name](state, instruction, scope, id);
}
