import { normalizedName } from "#contract/names/reference.ts";
import type { Problem } from "#contract/problem.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildPlan, ImageNeed, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import type { LocalImage } from "#server/oci/store/localImage.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { imageHere, planImage } from "../../bases/imagesHere.ts";
import type { ImagesHere } from "../../bases/standIn.ts";

export interface PlannedBuild {
  /** A draft if an image is not known here: then it lacks that image's triggers and configuration. */
  readonly plan: BuildPlan;
  /** Images of this store that the Dockerfile names: the engine gets them from here. */
  readonly lent: readonly { readonly name: string; readonly image: LocalImage["image"] }[];
  /** Images that are not known here. */
  readonly missing: readonly ImageNeed[];
  /** The step that asks for each image, by its normalized name. */
  readonly imageSteps: ReadonlyMap<string, string>;
}

/** Plans a build with the images that are here, and those that were pulled for it; the engine finds the others itself. */
export function planHere(
  here: ImagesHere,
  dockerfile: Dockerfile,
  options: PlanOptions,
  pulled: ReadonlyMap<string, LocalImage> = new Map(),
): PlannedBuild | Problem {
  const resolved = resolveForBuild(dockerfile, options);
  const images = new Map<string, PlanImage>();
  const lent = new Map<string, PlannedBuild["lent"][number]>();
  const imageSteps = new Map<string, string>();
  for (;;) {
    const planned = planBuild(resolved, options, images);
    if (planned.kind === "failed") return planned.problem;
    if (planned.kind === "planned") return { plan: planned.plan, lent: [...lent.values()], missing: [], imageSteps };
    const missing: ImageNeed[] = [];
    for (const need of planned.images) {
      noteStep(imageSteps, need);
      const local = pulled.get(need.key) ?? imageHere(here, need, true);
      if (local === undefined) {
        missing.push(need);
        continue;
      }
      images.set(need.key, planImage(local));
      lent.set(need.name, { name: need.name, image: local.image });
    }
    if (missing.length === planned.images.length)
      return { plan: planned.draft, lent: [...lent.values()], missing, imageSteps };
  }
}

function noteStep(steps: Map<string, string>, { name, step }: ImageNeed): void {
  const normal = normalizedName(requireReference(name));
  if (!steps.has(normal)) steps.set(normal, step);
}
