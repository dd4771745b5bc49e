import { type Problem, problem } from "#contract/problem.ts";
import type { ResolvedStages } from "../stages/resolveStages.ts";
import { PlanError } from "../steps/planError.ts";
import type { StageState } from "../steps/stageState.ts";
import type { BuildPlan, ImageNeed, PlanImage } from "./buildPlan.ts";
import { Planner } from "./planner.ts";
import type { PlanOptions } from "./planOptions.ts";
import { stageProblem } from "./resolveForBuild.ts";

/** `missing`: these images must be found first; ask again with them in `images`. `draft` has the steps known so far. */
export type PlanResult =
  | { readonly kind: "planned"; readonly plan: BuildPlan }
  | { readonly kind: "missing"; readonly images: readonly ImageNeed[]; readonly draft: BuildPlan }
  | { readonly kind: "failed"; readonly problem: Problem };

/**
 * The stages that the target needs, planned: words expanded, ARG and ENV scopes applied, ONBUILD triggers of the bases
 * put in, configuration and history as BuildKit writes them. Pure. The first mistake ends it. The stages are resolved
 * with the same options.
 */
export function planBuild(
  resolved: ResolvedStages,
  options: PlanOptions,
  images: ReadonlyMap<string, PlanImage>,
): PlanResult {
  const [mistake] = resolved.mistakes;
  if (mistake !== undefined) return { kind: "failed", problem: stageProblem(mistake) };
  const { target } = resolved;
  if (target === undefined) throw new Error("without a target there is a mistake");
  try {
    const planner = new Planner(resolved, options, images);
    addLabels(planner.target(target).state, options.labels);
    const { stages, sourceDateEpoch } = planner;
    const plan: BuildPlan = { stages, target, images, ...(sourceDateEpoch !== undefined && { sourceDateEpoch }) };
    if (planner.needs.size > 0) return { kind: "missing", images: [...planner.needs.values()], draft: plan };
    return { kind: "planned", plan };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const { code, message, range, extras } = error;
    return { kind: "failed", problem: problem(code, message, { ...(range !== undefined && { range }), ...extras }) };
  }
}

/** They write no history row. */
function addLabels(state: StageState, labels: Readonly<Record<string, string>> = {}): void {
  if (Object.keys(labels).length > 0) state.config.Labels = { ...state.config.Labels, ...labels };
}
