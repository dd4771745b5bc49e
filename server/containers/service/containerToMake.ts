import { formatPlatform } from "#contract/names/platform.ts";
import { problemError } from "#contract/problemError.ts";
import { parseImageConfig } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { ToMake } from "../docker/engineContainers.ts";
import type { ContainerBook } from "./containerBook.ts";
import type { ContainerLimits } from "./containerLimits.ts";
import { type FolderOf, startRequest } from "./startRequest.ts";

export interface MakingTools {
  readonly images: ImageStore;
  readonly limits: ContainerLimits;
  readonly folderOf: (owner: string) => FolderOf;
}

/** What an engine needs for making a container. Its image may have been removed here: its blobs stay as long as it does. */
export function containerToMake(id: string, book: ContainerBook, { images, limits, folderOf }: MakingTools): ToMake {
  const record = book.get(id);
  if (record === undefined) throw problemError("container/not-found", `No such container: ${id}`);
  const { owner, layers, container } = record;
  const configBytes = images.blobs.readAll(container.image.id);
  const { architecture, os, variant } = parseImageConfig(configBytes);
  return {
    owner,
    image: {
      id: container.image.id,
      configBytes,
      platform: formatPlatform({ os, architecture, ...(variant !== undefined && { variant }) }),
      layers: layers.map((diffId) => ({ diffId, size: images.blobs.size(diffId) ?? 0 })),
    },
    request: startRequest(record, limits, folderOf(owner)),
  };
}
