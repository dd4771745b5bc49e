import path from "node:path";
import { humanSize } from "../../contract/docker/humanSize.ts";
import { formatPlatform } from "../../contract/names/platform.ts";
import { familiarName, type ImageReference } from "../../contract/names/reference.ts";
import type { RegistrySettings } from "../../server/oci/distribution/registrySettings.ts";
import { resolveImage } from "../../server/oci/distribution/resolveImage.ts";
import { openBlobStore } from "../../server/oci/store/blobStore.ts";
import { hostPlatform } from "../../server/oci/store/hostPlatform.ts";
import { type ImageStore, openImageStore } from "../../server/oci/store/imageStore.ts";
import type { PulledImage } from "../../server/oci/store/pulledImages.ts";
import { seedFiles, seedLayer } from "../../server/oci/store/seedImages.ts";
import type { PackFile } from "./packFile.ts";
import type { Teller } from "./teller.ts";

export interface SeedOptions {
  /** Keeps what was pulled, so that the next time only what changed is. */
  readonly cacheDir: string;
  readonly settings: RegistrySettings;
  readonly teller: Teller;
}

/** Pulls images with the server's own client; the files of a seed with them. Throws a ProblemError. */
export async function pullSeed(references: readonly ImageReference[], options: SeedOptions): Promise<PackFile[]> {
  const { cacheDir } = options;
  const blobs = openBlobStore(path.join(cacheDir, "blobs"));
  const store = openImageStore({ dir: cacheDir, blobs });
  try {
    const images: PulledImage[] = [];
    for (const reference of references) images.push(await pull(store, reference, options));
    const { list, layers } = seedFiles(images);
    return [
      { path: `seed/${list[0]}`, isProgram: false, content: { text: list[1] } },
      ...layers.map((layer) => {
        const content = { file: blobs.path(layer), size: blobs.size(layer) ?? 0 };
        return { path: `seed/${seedLayer(layer)}`, isProgram: false, content };
      }),
    ];
  } finally {
    store.close();
  }
}

async function pull(
  store: ImageStore,
  reference: ImageReference,
  { settings, teller }: SeedOptions,
): Promise<PulledImage> {
  const name = familiarName(reference);
  const received = new Map<number, number>();
  const { image, standIn } = await resolveImage({
    reference,
    platform: hostPlatform(),
    store,
    settings,
    signal: AbortSignal.timeout(3_600_000),
    mode: "refresh",
    onProgress({ index, current }) {
      received.set(index, current);
      const bytes = [...received.values()].reduce((sum, part) => sum + part, 0);
      teller.progress(`Pulling ${name} … ${humanSize(bytes)}`);
    },
  });
  const when =
    standIn === undefined
      ? ""
      : `, as pulled on ${new Date(image.pulledAt).toISOString().slice(0, 10)}: its registry is unreachable`;
  teller.say(`${name} for ${formatPlatform(hostPlatform())}${when}`);
  return image;
}
