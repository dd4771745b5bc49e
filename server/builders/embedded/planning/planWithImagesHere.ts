import type { Problem } from "#contract/problem.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildPlan, ImageNeed, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import { findImageHere } from "../../bases/imagesHere.ts";
import type { ImagesHere } from "../../bases/standIn.ts";

export interface PlanHere {
  /** Stages on an image that is missing are planned without its configuration and triggers. */
  readonly plan: BuildPlan;
  /** Images that only a registry has, by key. */
  readonly missing: ReadonlyMap<string, ImageNeed>;
}

/** Plans with stored images, without asking a registry. */
export function planWithImagesHere(
  here: ImagesHere,
  dockerfile: Dockerfile,
  options: PlanOptions,
): PlanHere | { readonly problem: Problem } {
  const resolved = resolveForBuild(dockerfile, options);
  const images = new Map<string, PlanImage>();
  for (;;) {
    const planned = planBuild(resolved, options, images);
    if (planned.kind === "failed") return planned;
    if (planned.kind === "planned") return { plan: planned.plan, missing: new Map() };
    const found = planned.images.flatMap((need) => {
      const image = findImageHere(here, need, false);
      return image === undefined ? [] : [[need.key, image] as const];
    });
    for (const [key, image] of found) images.set(key, image);
    if (found.length > 0) continue;
    return { plan: planned.draft, missing: new Map(planned.images.map((need) => [need.key, need])) };
  }
}
