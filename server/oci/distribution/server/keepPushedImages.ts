import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type AdoptedImage, adoptImage } from "#server/oci/store/adoptImage.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { registryError } from "../protocol/registryError.ts";
import type { PullLimits } from "../registrySettings.ts";
import { unpackLayers } from "../unpackLayers.ts";
import { hostedName } from "./ownImages.ts";
import type { Place } from "./place.ts";
import { pushedImages, type RunnableImage } from "./pushedImages.ts";

/** The first has the name. */
export type PushedImages = readonly [RunnableImage, ...RunnableImage[]];

export interface PushRoom extends PullLimits {
  /** Bytes of all images. */
  readonly free: number;
}

/** Undefined if a tag of this manifest refers to none. Throws a RegistryError. */
export function pushedImagesOf(...[sources, place, named]: Parameters<typeof pushedImages>): PushedImages | undefined {
  try {
    const [first, ...others] = pushedImages(sources, place, named);
    return first && [first, ...others];
  } catch (error) {
    throw refused(error);
  }
}

/**
 * Adds a pushed image to the workspace, under the name that its client uses, with those for the other platforms of its
 * index. Each layer is unpacked and checked first, as in a pull. Throws a RegistryError or a StoreFullError.
 */
export async function keepPushedImages(
  images: ImageStore,
  { place, tag, room: { free, ...limits } }: { readonly place: Place; readonly tag: string; readonly room: PushRoom },
  [first, ...others]: PushedImages,
): Promise<{ readonly name: string; readonly id: Digest }> {
  const name = hostedName(place, tag);
  const unpacked = new Set<Digest>();
  try {
    for (const image of [first, ...others]) await unpack(image);
    const image = { ...adopted(first), tags: [name], ...(others.length > 0 && { others: others.map(adopted) }) };
    const { id } = adoptImage(images, place.workspace, image);
    return { name, id };
  } catch (error) {
    throw refused(error);
  }

  async function unpack({ manifest: { layers }, config }: RunnableImage): Promise<void> {
    const used = [...unpacked].reduce((sum, diffId) => sum + (images.blobs.size(diffId) ?? 0), 0);
    const room = { ...limits, maxImageBytes: Math.max(0, Math.min(limits.maxImageBytes, free - used)) };
    const diffIds = config.rootfs.diff_ids;
    await unpackLayers(images, { name, layers, diffIds }, room);
    for (const diffId of diffIds) unpacked.add(diffId);
  }
}

function adopted({ manifest: { annotations }, config, configBytes, documents }: RunnableImage): AdoptedImage {
  return {
    config: configBytes,
    layers: config.rootfs.diff_ids,
    tags: [],
    documents,
    ...(annotations !== undefined && { annotations }),
  };
}

/** A mistake in the image, as the registry reports it. */
function refused(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code, detail, next } = error.problem;
  const message = next === undefined ? detail : `${detail} ${next}`;
  if (code === "registry/too-large" || code === "image/too-large") {
    return registryError("SIZE_INVALID", { status: 413, message }, { cause: error });
  }
  if (!/^(?:registry|image)\//.test(code)) return error;
  return registryError("MANIFEST_INVALID", { message }, { cause: error });
}
