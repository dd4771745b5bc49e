import type { FinishedEvent } from "#contract/buildEvent.ts";
import { familiarName, normalizedName } from "#contract/names/reference.ts";
import { standInWords } from "#contract/standInWords.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { ImagesHere } from "../../bases/standIn.ts";
import type { RunningEvent } from "../../builder.ts";
import { type PlannedBuild, planHere } from "./plannedBuild.ts";

/** A plan that takes the starter image where no registry had one, and what is said of it. */
export interface StarterPlan {
  readonly planned: PlannedBuild;
  readonly told: readonly RunningEvent[];
}

/**
 * After a build whose engine got an image from no registry: the same with the starter image in its place. Undefined if that
 * was not why it failed, or no starter image has the name.
 */
export function starterPlan(
  finished: FinishedEvent,
  before: PlannedBuild,
  here: ImagesHere,
  dockerfile: Dockerfile,
  options: PlanOptions,
): StarterPlan | undefined {
  const code = finished.problem?.code;
  if (code !== "registry/not-found" && code !== "registry/unreachable") return undefined;
  const planned = planHere({ ...here, settings: { ...here.settings, mirrors: [] } }, dockerfile, options);
  if ("code" in planned) return undefined;
  const known = new Set(before.lent.map(({ name }) => name));
  const starters = planned.lent.filter(({ name }) => !known.has(name));
  if (starters.length === 0) return undefined;
  const told = starters.flatMap(({ name }): RunningEvent[] => {
    const reference = requireReference(name);
    const step = planned.imageSteps.get(normalizedName(reference));
    const text = `${standInWords(familiarName(reference), "starter")}\n`;
    return step === undefined ? [] : [{ type: "log", step, stream: "stderr", text }];
  });
  return { planned, told };
}
