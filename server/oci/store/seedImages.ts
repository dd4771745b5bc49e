import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import { hexOf } from "./digest.ts";
import type { ImageStore } from "./imageStore.ts";
import type { PulledImage } from "./pulledImages.ts";

const seedSchema = z.object({
  images: z.array(
    z.object({
      /** Normalized: `docker.io/library/busybox:1.37`. */
      reference: z.string(),
      platform: z.string(),
      digest: z.optional(digestSchema),
      /** The configuration's text, verbatim. */
      config: z.string(),
      layers: z.array(digestSchema),
    }),
  ),
});

export type SeedImage = z.infer<typeof seedSchema>["images"][number];

const LIST = "images.json";

/** Where a seed has a layer, as a plain tar. */
export function seedLayer(layer: Digest): string {
  return `layers/${hexOf(layer)}.tar`;
}

/** The files of a seed, relative to its folder: the list of images as a text, and its layers. */
export function seedFiles(images: readonly PulledImage[]): { list: [string, string]; layers: readonly Digest[] } {
  const listed = images.map(({ reference, platform, digest, configBytes, layers }): SeedImage => {
    const config = configBytes.toString("utf8");
    return { reference, platform, ...(digest && { digest }), config, layers: layers.map(({ diffId }) => diffId) };
  });
  const layers = [...new Set(listed.flatMap((image) => image.layers))].sort();
  return { list: [LIST, `${JSON.stringify({ images: listed }, null, 2)}\n`], layers };
}

/** The images of a seed; undefined if the folder is none. */
export function readSeed(dir: string): readonly SeedImage[] | undefined {
  const list = join(dir, LIST);
  return existsSync(list) ? seedSchema.parse(JSON.parse(readFileSync(list, "utf8"))).images : undefined;
}

/**
 * Puts the images of a seed into the store, for all workspaces and for offline use, unless they are in it: all later starts
 * take under 1 ms. Throws a ProblemError (blob/mismatch) if a layer is damaged.
 */
export async function adoptSeed(store: ImageStore, dir: string, images: readonly SeedImage[]): Promise<void> {
  for (const { config, layers, digest, reference, platform } of images) {
    if (store.lookPulled(reference, platform, "seed") !== undefined) continue;
    for (const layer of layers) await copyLayer(store, join(dir, seedLayer(layer)), layer);
    const image = { reference, platform, config: Buffer.from(config), layers, ...(digest && { digest }) };
    store.keepPulled({ ...image, origin: "seed" });
  }
}

async function copyLayer({ blobs }: ImageStore, file: string, layer: Digest): Promise<void> {
  if (blobs.touch(layer)) return;
  const writer = blobs.writer();
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) writer.write(chunk);
    writer.finish(layer);
  } finally {
    writer.abort();
  }
}
