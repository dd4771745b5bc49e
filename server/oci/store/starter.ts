import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { digestSchema } from "#contract/names/digest.ts";
import type { ImageReference } from "#contract/names/reference.ts";
import { digestOf } from "./digest.ts";
import type { ImageStore } from "./imageStore.ts";
import type { PulledImage } from "./pulledImages.ts";

const starterSchema = z.object({
  images: z.array(z.object({ platform: z.string(), diffId: digestSchema, layer: z.string(), config: z.string() })),
});

const STARTER_NAME = "docker.io/library/busybox:latest";
/** Tags of Docker Hub's busybox that the starter image stands in for. */
const TAGS = /^(latest|stable|1(\.\d+)*)(-(musl|glibc|uclibc))?$|^(musl|glibc|uclibc)$/;
/** Bytes; the layers are about 2 MB. */
const MAX_LAYER = 32 * 1024 * 1024;

/**
 * Adds the starter images (busybox from Debian, made by starter/make.sh) to the store if they are missing.
 * Takes under 1 ms if they exist.
 */
export function ensureStarterImages(store: ImageStore): void {
  const text = readFileSync(starterFile("starter.json"), "utf8");
  for (const { platform, diffId, layer, config } of starterSchema.parse(JSON.parse(text)).images) {
    if (store.pulled(STARTER_NAME, platform, "starter")?.id === digestOf(config)) continue;
    if (!store.blobs.has(diffId)) {
      const tar = zstdDecompressSync(readFileSync(starterFile(layer)), { maxOutputLength: MAX_LAYER });
      const found = store.blobs.put(tar);
      if (found !== diffId) throw new Error(`the starter image ${layer} has the digest ${found}, not ${diffId}`);
    }
    const bytes = Buffer.from(config);
    store.keepPulled({ reference: STARTER_NAME, platform, config: bytes, layers: [diffId], origin: "starter" });
  }
}

/** The starter image, if it can stand in for this reference. */
export function starterImage(store: ImageStore, reference: ImageReference, platform: string): PulledImage | undefined {
  const { registry, repository, tag = "", digest } = reference;
  if (registry !== "docker.io" || repository !== "library/busybox" || digest !== undefined) return undefined;
  return TAGS.test(tag) ? store.pulled(STARTER_NAME, platform, "starter") : undefined;
}

function starterFile(name: string): string {
  return fileURLToPath(new URL(`starter/${name}`, import.meta.url));
}
