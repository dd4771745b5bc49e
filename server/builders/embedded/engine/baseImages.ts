import type { Platform } from "#contract/names/platform.ts";
import { parsePlatform } from "#contract/names/platform.ts";
import { familiarName, type ImageReference } from "#contract/names/reference.ts";
import { ProblemError } from "#contract/problemError.ts";
import { standInWords } from "#contract/standInWords.ts";
import type { ImageNeed, PlanImage } from "#dockerfile/plan/buildPlan.ts";
import { resolveImage } from "#server/oci/distribution/resolveImage.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { findImageHere, planImage } from "../../bases/imagesHere.ts";
import { type ImagesHere, rememberStandIn } from "../../bases/standIn.ts";
import type { RunningEvent } from "../../builder.ts";
import { pullProgress } from "../../events/pullProgress.ts";
import { HeldBack } from "../../live/heldBack.ts";

export interface ImageFinder extends ImagesHere {
  /** The store, within this build's write limit. */
  readonly blobs: BlobStore;
  readonly signal: AbortSignal;
  readonly emit: (event: RunningEvent) => void;
  /** Whether what would have to be pulled is held back. */
  readonly onlyHere: boolean;
}

async function pull(finder: ImageFinder, need: ImageNeed, reference: ImageReference, platform: Platform) {
  const { store, blobs, settings, signal, emit } = finder;
  emit({ type: "step", step: need.step, state: "running", at: Date.now() });
  rememberStandIn(finder, need, undefined);
  const onLayer = pullProgress(need.step, familiarName(reference), emit);
  const { image, standIn: used } = await resolveImage({
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
    onProgress: ({ index, current, total }) => onLayer(index, { current, total }),
  });
  if (used !== undefined) {
    rememberStandIn(finder, need, image);
    emit({ type: "log", step: need.step, stream: "stderr", text: `${standInWords(familiarName(reference), used)}\n` });
  }
  return image;
}

/**
 * Finds an image for the plan: an image of this workspace, a stored one, or the registry's (its progress is reported
 * as the step's). Throws a ProblemError with the place in the Dockerfile.
 */
export async function findImage(finder: ImageFinder, need: ImageNeed): Promise<PlanImage> {
  try {
    const here = findImageHere(finder, need, !finder.onlyHere);
    if (here !== undefined) return here;
    const reference = requireReference(need.name);
    if (finder.onlyHere)
      throw new HeldBack(need, `Line ${need.range.start.line + 1} would pull ${familiarName(reference)}.`);
    const parsed = parsePlatform(need.platform, hostPlatform());
    if (!parsed.ok) throw new Error(parsed.error);
    const image = await pull(finder, need, reference, parsed.platform);
    return planImage({ name: familiarName(reference), image });
  } catch (error) {
    if (!(error instanceof ProblemError) || error instanceof HeldBack) throw error;
    throw new ProblemError({ range: need.range, instruction: need.instruction, ...error.problem }, { cause: error });
  }
}
