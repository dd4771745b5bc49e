import type { Platform } from "#contract/names/platform.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import type { ImageReference } from "#contract/names/reference.ts";
import { familiarName, normalizedName } from "#contract/names/reference.ts";
import { ProblemError } from "#contract/problemError.ts";
import { STARTER_IMAGE } from "#contract/starterImage.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { PulledImage } from "#server/oci/store/pulledImages.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { starterImage } from "#server/oci/store/starter.ts";
import type { PullRequest } from "./pullImage.ts";
import { pullImage } from "./pullImage.ts";

/** A base image, and whether it stands in for an unreachable registry. */
export interface ResolvedImage {
  readonly image: PulledImage;
  /** Which stored image is used because the registry is unreachable. */
  readonly standIn?: "kept" | "starter";
}

/**
 * The image of a FROM. `prefer-kept` (as `docker build` without `--pull`) uses an image that was pulled before, or else
 * asks the registry; `refresh` asks the registry first. If it is unreachable, a stored image or the starter image is
 * used. Throws a ProblemError; for registry/unreachable, its `next` lists the stored images.
 */
export async function resolveImage(
  request: PullRequest & { readonly store: ImageStore; readonly mode: "prefer-kept" | "refresh" },
): Promise<ResolvedImage> {
  const { store, reference, platform } = request;
  const kept = resolveKept(store, reference, platform);
  if (request.mode === "prefer-kept" && kept !== undefined) return { image: kept };
  try {
    return { image: await pullImage(request) };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "registry/unreachable") throw error;
    const image = kept ?? starterImage(store, reference, formatPlatform(platform));
    if (image !== undefined) return { image, standIn: image.origin === "starter" ? "starter" : "kept" };
    throw new ProblemError({ next: atHand(store, platform), ...error.problem }, { cause: error });
  }
}

/** The stored image for a reference, without asking a registry. Takes microseconds. */
function resolveKept(store: ImageStore, reference: ImageReference, platform: Platform): PulledImage | undefined {
  return store.pulled(normalizedName(reference), formatPlatform(platform));
}

/** One sentence that names the images that need no network. */
function atHand(store: ImageStore, platform: Platform): string {
  const wanted = formatPlatform(platform);
  const names = new Set<string>();
  for (const image of store.listPulled()) {
    // A name without a version is what the checks warn about.
    const name = image.origin === "starter" ? STARTER_IMAGE : familiarName(requireReference(image.reference));
    if (image.platform === wanted) names.add(name);
  }
  if (names.size === 0) return `Check the network. No image for ${wanted} is stored on this server.`;
  return `Check the network, or use an image that is stored on this server: ${[...names].sort().join(", ")}.`;
}
