import { normalizedName } from "#contract/names/reference.ts";
import type { Problem } from "#contract/problem.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { ImageNeed } from "#dockerfile/plan/buildPlan.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import type { LocalImage } from "#server/oci/store/localImage.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { type PlanHere, planWithImagesHere } from "../../bases/planWithImagesHere.ts";
import type { ImagesHere } from "../../bases/standIn.ts";

/** A build with the images that are here; the engine finds the missing ones itself. */
export interface PlannedBuild extends Pick<PlanHere, "plan" | "missing"> {
  /** Images of this store that the Dockerfile names: the engine gets them from here. */
  readonly lent: readonly { readonly name: string; readonly image: LocalImage["image"] }[];
  /** Images of this store that the engine can't get from here. */
  readonly refused: readonly ImageNeed[];
  /** The step that asks for each image, by its normalized name. */
  readonly imageSteps: ReadonlyMap<string, string>;
}

/** Plans a build with the images that are here, and those that were pulled for it, by their key. */
export function planHere(
  here: ImagesHere,
  dockerfile: Dockerfile,
  options: PlanOptions,
  pulled: ReadonlyMap<string, LocalImage> = new Map(),
): PlannedBuild | Problem {
  const planned = planWithImagesHere(here, dockerfile, options, true, pulled);
  if ("problem" in planned) return planned.problem;
  const { plan, missing, needs } = planned;
  const lent = new Map<string, PlannedBuild["lent"][number]>();
  const imageSteps = new Map<string, string>();
  for (const { need, local } of needs) {
    const normal = normalizedName(requireReference(need.name));
    if (!imageSteps.has(normal)) imageSteps.set(normal, need.step);
    if (local !== undefined) lent.set(need.name, { name: need.name, image: local.image });
  }
  const refused = needs.flatMap((one) => (one.refused ? [one.need] : []));
  return { plan, missing, lent: [...lent.values()], refused, imageSteps };
}
