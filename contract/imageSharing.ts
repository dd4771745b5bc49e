import { z } from "zod/mini";
import { type Digest, digestSchema } from "./names/digest.ts";

const layerSchema = z.object({ diffId: digestSchema, size: z.int() });

/** The layers of an image, base first. */
export const imageLayersSchema = z.object({ id: digestSchema, layers: z.array(layerSchema) });

export const sharedLayerSchema = z.extend(layerSchema, {
  /** The images that have it. */
  images: z.array(digestSchema),
});

/** Bytes of all layers, each counted once, and the bytes that this saves. */
export const imageSharingSchema = z.object({
  layers: z.array(sharedLayerSchema),
  stored: z.int(),
  saved: z.int(),
});

export type ImageLayers = z.infer<typeof imageLayersSchema>;
export type SharedLayer = z.infer<typeof sharedLayerSchema>;
export type ImageSharing = z.infer<typeof imageSharingSchema>;

/** The bytes of the layers that only these images have: what removing them frees. */
export function ownBytes({ layers }: Pick<ImageSharing, "layers">, removed: ReadonlySet<Digest>): number {
  const freed = layers.filter(({ images }) => images.every((id) => removed.has(id)));
  return freed.reduce((sum, { size }) => sum + size, 0);
}
