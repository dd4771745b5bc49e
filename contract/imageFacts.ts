import { z } from "zod/mini";
import { digestSchema } from "./names/digest.ts";

/** Most names of images in one list. */
export const MAX_SHARING_NAMES = 20;

/**
 * Compressed bytes of a layer: as it came from a registry or an archive (`received`), or as it would be pushed
 * (`packed`).
 */
export const compressedSizeSchema = z.object({ size: z.int(), how: z.enum(["received", "packed"]) });

/** What of a layer depends on the other images at hand: it changes as they come and go. */
export const layerFactsSchema = z.object({
  index: z.int(),
  /** The layer with all below it (image-spec config.md, ChainID): what images on the same base have in common. */
  chainId: digestSchema,
  /** Absent until it is known. */
  compressed: z.optional(compressedSizeSchema),
  /** The other images that have the layer: names, or short IDs. `count` is the number of all. */
  sharedWith: z.object({ names: z.array(z.string()), count: z.int() }),
  /** Names of the smallest image at hand that is the start of this one and has the layer; empty if there is none. */
  base: z.array(z.string()),
});

export const imageFactsSchema = z.object({ image: digestSchema, layers: z.array(layerFactsSchema) });

export type CompressedSize = z.infer<typeof compressedSizeSchema>;
export type LayerFacts = z.infer<typeof layerFactsSchema>;
export type ImageFacts = z.infer<typeof imageFactsSchema>;
