import type { BuildSource } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import { type LoadLimits, loadArchive } from "#server/oci/archive/loadArchive.ts";
import { parseImageConfig } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { NewImage } from "#server/oci/store/newImage.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { baseNameOf, stepsOf } from "../../bases/planBase.ts";
import type { BuildJob } from "../../builder.ts";
import { listedAs } from "../../request/listedAs.ts";
import type { KeptAs } from "./keptAs.ts";
import { provenanceOf, type RowOrigin, rowOrigins } from "./layerSteps.ts";

export interface ReceivedImage {
  readonly image: StoredImage;
  readonly origins: readonly (RowOrigin | undefined)[];
}

/**
 * Takes the image of a build from the archive that the engine sends, which is bounded and checked like anybody's, and
 * keeps it as built here. Throws a ProblemError (image/invalid, image/too-large, store/full), or the source's error.
 */
export async function receiveImage(
  images: ImageStore,
  job: BuildJob,
  { plan, source, kept = {} }: { readonly plan: BuildPlan; readonly source: BuildSource; readonly kept?: KeptAs },
  archive: AsyncIterable<Uint8Array>,
  limits: LoadLimits,
): Promise<ReceivedImage> {
  let origins: readonly (RowOrigin | undefined)[] = [];
  const put = (image: NewImage): StoredImage => {
    origins = rowOrigins(
      parseImageConfig(image.config).history ?? [],
      plan.stages.get(plan.target)?.state.history ?? [],
    );
    const base = baseNameOf(plan);
    const made: NewImage = {
      ...image,
      built: true,
      keepsRecord: false,
      // An archive of an engine without the containerd image store has no manifest to keep them in.
      ...(image.annotations === undefined && job.request.annotations && { annotations: job.request.annotations }),
      ...(kept.partFor === undefined ? listedAs(job) : { tags: [], hidden: true }),
      provenance: provenanceOf(origins, stepsOf(plan)),
      source: { build: job.id, ...source },
      ...(base !== undefined && { baseName: base }),
      baseLayers: baseLayersOf(origins, image.layers),
    };
    kept.partFor?.(made);
    return images.put({ ...made, others: kept.others ?? [] });
  };
  // Whatever is there of it: this build is the one that made it last.
  const asBuilt: ImageStore = { ...images, get: () => undefined, put };
  const [loaded] = await loadArchive(asBuilt, job.workspace, archive, { ...limits, keepsPacked: false });
  if (loaded === undefined) throw new Error("an archive without an image is not valid");
  return { image: images.require(job.workspace, loaded.id), origins };
}

/** The layers before the first one that a step made. */
function baseLayersOf(origins: readonly (RowOrigin | undefined)[], layers: readonly Digest[]): number {
  return origins.find((origin) => origin?.layer !== undefined)?.layer ?? layers.length;
}
