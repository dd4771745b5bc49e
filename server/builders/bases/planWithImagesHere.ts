import type { Problem } from "#contract/problem.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildPlan, ImageNeed, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import type { LocalImage } from "#server/oci/store/localImage.ts";
import { imageHere, planImage } from "./imagesHere.ts";
import type { ImagesHere } from "./standIn.ts";

export interface PlanHere {
  /** Stages on an image that is missing are planned without its configuration and triggers. */
  readonly plan: BuildPlan;
  /** Images that only a registry has, by key. */
  readonly missing: ReadonlyMap<string, ImageNeed>;
  /** All images that were asked for, and those that are here. `refused`: it is here, but the builder can't be handed it. */
  readonly needs: readonly {
    readonly need: ImageNeed;
    readonly local: LocalImage | undefined;
    readonly refused?: true;
  }[];
}

/**
 * Plans with stored images, without asking a registry. `asks`: whether the build will ask one; see `imageHere`. `pulled` has
 * images that were pulled for this build, by their key.
 */
export function planWithImagesHere(
  here: ImagesHere,
  dockerfile: Dockerfile,
  options: PlanOptions,
  asks: boolean,
  pulled: ReadonlyMap<string, LocalImage> = new Map(),
): PlanHere | { readonly problem: Problem } {
  const resolved = resolveForBuild(dockerfile, options);
  const images = new Map<string, PlanImage>();
  const needs = new Map<string, PlanHere["needs"][number]>();
  for (;;) {
    const planned = planBuild(resolved, options, images);
    if (planned.kind === "failed") return planned;
    if (planned.kind === "planned") return { plan: planned.plan, missing: new Map(), needs: [...needs.values()] };
    const before = images.size;
    for (const need of planned.images) {
      const found = pulled.get(need.key) ?? imageHere(here, need, asks);
      const local = found !== undefined && (here.takes?.(found.image.platform) ?? true) ? found : undefined;
      needs.set(need.key, { need, local, ...(found !== local && { refused: true }) });
      if (local !== undefined) images.set(need.key, planImage(local));
    }
    if (images.size > before) continue;
    const missing = new Map(planned.images.map((need) => [need.key, need]));
    return { plan: planned.draft, missing, needs: [...needs.values()] };
  }
}
