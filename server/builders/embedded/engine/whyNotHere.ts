import type { Problem } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { hostPlatform } from "#server/images/platform.ts";
import type { BuildPlan } from "../plan/buildPlan.ts";
import type { Engine } from "./engine.ts";

/** What keeps this plan from being built on this machine; looked at before its first step. */
export async function whyNotHere(engine: Engine, plan: BuildPlan): Promise<Problem | undefined> {
  for (const { steps, state } of plan.stages.values()) {
    const run = steps.find(({ operation }) => operation.kind === "run");
    if (run === undefined) continue;
    const { range, instruction } = run;
    const unable = await engine.whyNoRun();
    if (unable !== undefined) return { ...unable, range, instruction };
    const host = hostPlatform();
    const runsHere = state.platform.architecture === host.architecture;
    if (!runsHere) {
      const detail = `RUN for linux/${state.platform.architecture} can't be executed on this machine, which is linux/${host.architecture}.`;
      return problem("build/platform", detail, { range, instruction, next: "Choose the machine's own platform." });
    }
  }
  return undefined;
}
