import { familiarName, type ImageReference } from "#contract/names/reference.ts";
import type { ImageNeed, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import { isOwnRegistry } from "#server/oci/distribution/ownServer.ts";
import { type LocalImage, localImage, ownImage as namedImage } from "#server/oci/store/localImage.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { type ImagesHere, standIn } from "./standIn.ts";

/** An image of the store, as a plan needs it. */
export function planImage({ name, image }: LocalImage): PlanImage {
  return { name, config: image.config, layers: image.layers.map(({ diffId }) => diffId) };
}

/**
 * The image of a need, as far as it is known without asking a registry: for a build, which then `asks` one, and for a
 * forecast, which expects what the build would get. Throws a ProblemError if the name is invalid.
 */
export function imageHere(here: ImagesHere, need: ImageNeed, asks: boolean): LocalImage | undefined {
  const { registry, ...rest } = requireReference(need.name);
  if (isOwnRegistry(registry, here.settings.own)) return ownImage(here, need, rest);
  const local = localImage(here.store, here.workspace, need);
  if (local !== undefined) return local;
  const image = standIn(here, need, asks);
  return image && { name: familiarName(requireReference(need.name)), image };
}

/** The same, as a plan needs it. */
export function findImageHere(here: ImagesHere, need: ImageNeed, asks: boolean): PlanImage | undefined {
  const found = imageHere(here, need, asks);
  return found && planImage(found);
}

/** From this server's own registry, which serves `app:1` as `localhost:8080/app:1`, too: an image of this owner only. */
function ownImage(
  { store, workspace }: ImagesHere,
  { name, platform }: ImageNeed,
  { repository, tag = "latest", digest }: Omit<ImageReference, "registry">,
): LocalImage | undefined {
  const plain = digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
  const image =
    namedImage(store, workspace, { name, platform }) ?? namedImage(store, workspace, { name: plain, platform });
  return image && { name, image };
}
