import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import { adoptImage } from "#server/oci/store/adoptImage.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { registryError } from "../protocol/registryError.ts";
import type { PullLimits } from "../registrySettings.ts";
import { unpackLayers } from "../unpackLayers.ts";
import { hostedName } from "./ownImages.ts";
import type { Place } from "./place.ts";
import type { RunnableImage } from "./runnableImage.ts";

/**
 * Adds a pushed image to the workspace, under the name that its client uses. Each layer is unpacked and checked
 * first, as in a pull. Throws a RegistryError or a StoreFullError.
 */
export async function keepPushedImage(
  images: ImageStore,
  { place, tag, room }: { readonly place: Place; readonly tag: string; readonly room: PullLimits },
  image: RunnableImage,
): Promise<{ readonly name: string; readonly id: Digest }> {
  const name = hostedName(place, tag);
  try {
    const { manifest, config, configBytes } = image;
    await unpackLayers(images, { name, layers: manifest.layers, diffIds: config.rootfs.diff_ids }, room);
    const { id } = adoptImage(images, place.workspace, {
      config: configBytes,
      layers: config.rootfs.diff_ids,
      tags: [name],
      ...(manifest.annotations !== undefined && { annotations: manifest.annotations }),
    });
    return { name, id };
  } catch (error) {
    throw refused(error);
  }
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
