import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { emulatedArchitectures } from "#server/sandbox/executor/binfmt.ts";
import type { Engine } from "./engine.ts";

/** Why this machine can't build this plan; checked before the first step. */
export async function platformProblem(engine: Engine, plan: BuildPlan): Promise<Problem | undefined> {
  for (const { steps, state } of plan.stages.values()) {
    const run = steps.find(({ operation }) => operation.kind === "run");
    if (run === undefined) continue;
    const { range, instruction } = run;
    const unable = await engine.whyNoRun();
    if (unable !== undefined) return { ...unable, range, instruction };
    const { architecture } = state.programs;
    const host = hostPlatform();
    if (architecture !== host.architecture && !emulatedArchitectures().includes(architecture)) {
      const detail = `RUN for linux/${architecture} can't be executed on this machine (linux/${host.architecture}).`;
      const next = `Build for linux/${host.architecture}, or ask the operator to register an emulator (qemu-user-static with binfmt_misc).`;
      return problem("build/platform", detail, { range, instruction, next });
    }
  }
  return undefined;
}
