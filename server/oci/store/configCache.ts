import type { ImageConfig } from "#contract/image.ts";
import { MAX_CONFIG } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import { BoundedCache } from "./boundedCache.ts";
import { parseImageConfig } from "./config.ts";

export interface ReadConfig {
  readonly config: ImageConfig;
  readonly configBytes: Buffer;
}

/** Configurations never change: each is parsed once. Weighted by bytes. */
const cache = new BoundedCache<Digest, ReadConfig>(16 * 1024 * 1024);

/** The configuration with this id, kept in memory. Throws a ProblemError (image/invalid). */
export function readConfig(blobs: BlobStore, id: Digest): ReadConfig {
  const kept = cache.get(id);
  if (kept !== undefined) return kept;
  const configBytes = blobs.readAll(id, MAX_CONFIG);
  const read = { config: parseImageConfig(configBytes), configBytes };
  cache.set(id, read, configBytes.length);
  return read;
}
