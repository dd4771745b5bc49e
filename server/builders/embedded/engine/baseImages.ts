import type { Platform } from "#contract/names/platform.ts";
import { parsePlatform } from "#contract/names/platform.ts";
import { familiarName, type ImageReference, normalizedName } from "#contract/names/reference.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { ImageNeed, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import { resolveImage } from "#server/oci/distribution/resolveImage.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { PulledImage } from "#server/oci/store/pulledImages.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { starterImage } from "#server/oci/store/starter.ts";
import type { RunningEvent } from "../../builder.ts";

/** Stores to search before a registry. */
export interface ImagesHere {
  readonly store: ImageStore;
  readonly settings: RegistrySettings;
  readonly workspace: string;
}

export interface ImageFinder extends ImagesHere {
  /** The store as this build may write to it. */
  readonly blobs: BlobStore;
  readonly signal: AbortSignal;
  readonly emit: (event: RunningEvent) => void;
}

/** An image that this workspace built or loaded itself takes precedence over any registry's. */
function ownImage({ store, workspace }: ImagesHere, need: ImageNeed): PlanImage | undefined {
  const image = store.get(workspace, need.name);
  if (image === undefined || image.platform !== need.platform) return undefined;
  return { name: need.name, config: image.config, layers: image.layers.map(({ diffId }) => diffId) };
}

function planImage(reference: ImageReference, image: PulledImage): PlanImage {
  return { name: familiarName(reference), config: image.config, layers: image.layers.map(({ diffId }) => diffId) };
}

/**
 * What was pulled before stays, as with `docker build`. Without a mirror, the image that lies in the repository is taken
 * before the network is asked, so that it never waits for one.
 */
function imageAtHand(finder: ImagesHere, reference: ImageReference, need: ImageNeed) {
  const pulled = finder.store.pulled(normalizedName(reference), need.platform, "registry");
  if (pulled !== undefined || finder.settings.mirrors.length > 0) return pulled;
  return starterImage(finder.store, reference, need.platform);
}

/** The image, if no registry need be asked for it. Throws a ProblemError if the name is none. */
export function findImageHere(here: ImagesHere, need: ImageNeed): PlanImage | undefined {
  const own = ownImage(here, need);
  if (own !== undefined) return own;
  const reference = requireReference(need.name);
  const image = imageAtHand(here, reference, need);
  return image && planImage(reference, image);
}

async function pull(finder: ImageFinder, need: ImageNeed, reference: ImageReference, platform: Platform) {
  const { store, blobs, settings, signal, emit } = finder;
  emit({ type: "step", step: need.step, state: "running", at: Date.now() });
  const received = new Map<number, { current: number; total: number }>();
  const { image } = await resolveImage({
    reference,
    platform,
    store,
    blobs,
    settings,
    signal,
    mode: "refresh",
    onWait: ({ host, status, seconds }) => {
      const text = `${host} is busy (${status}); retrying in ${seconds} s.\n`;
      emit({ type: "log", step: need.step, stream: "stderr", text });
    },
    onProgress: ({ index, current, total }) => {
      received.set(index, { current, total });
      const sums = [...received.values()];
      emit({
        type: "progress",
        step: need.step,
        label: familiarName(reference),
        current: sums.reduce((sum, part) => sum + part.current, 0),
        total: sums.reduce((sum, part) => sum + part.total, 0),
      });
    },
  });
  return image;
}

/**
 * Finds an image for the plan: this workspace's own, one kept from before, or the registry's (its progress is told as
 * the step's). Throws a ProblemError with the place in the Dockerfile.
 */
export async function findImage(finder: ImageFinder, need: ImageNeed): Promise<PlanImage> {
  try {
    const here = findImageHere(finder, need);
    if (here !== undefined) return here;
    const reference = requireReference(need.name);
    const parsed = parsePlatform(need.platform, hostPlatform());
    if (!parsed.ok) throw new Error(parsed.error);
    return planImage(reference, await pull(finder, need, reference, parsed.platform));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ProblemError({ range: need.range, instruction: need.instruction, ...error.problem }, { cause: error });
  }
}
