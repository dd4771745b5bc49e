import type { CompressedSize } from "#contract/imageFacts.ts";
import type { PassingMount } from "./runMounts.ts";

/** The facts of a layer. */
export const factMessages = {
  title: "Facts of this layer",
  summary: "Facts",
  stored: "Stored",
  storedDetail: "Bytes of the files in this layer, as docker history counts them",
  shown: "Shown",
  shownDetail: "Bytes of this layer that the image still shows",
  allShown: "all of it",
  upToHere: "Up to here",
  upToHereDetail: "This layer and all below it",
  share: "Share",
  shareOf: (share: string) => `${share} of the image`,
  compressed: "Compressed",
  compressing: "working it out…",
  how: { received: "as it came", packed: "as it would be pushed" } satisfies Record<CompressedSize["how"], string>,
  made: "Made",
  took: (time: string) => `in ${time}`,
  cached: "from cache",
  fromCache: "from cache in the last build",
  base: "Base",
  baseDetail: "The layer and all below it are this image",
  noBase: "not of an image at hand",
  sharedWith: "Shared with",
  noOther: "no other image here",
  andMore: (count: number) => `and ${count.toLocaleString("en-US")} more`,
  notStored: "Not stored",
  mount: ({ kind, name }: PassingMount) => {
    switch (kind) {
      case "secret":
        return `Secret ${name}: the RUN could read it; it is not in the layer, unless the command copied it.`;
      case "cache":
        return `Cache ${name}: kept by the builder for later builds; its bytes are not in the layer.`;
      case "ssh":
        return "SSH agent: the RUN could use its keys; they are not in the layer.";
      case "bind":
        return `Bind mount ${name}: read while the RUN ran; it is not in the layer.`;
      case "tmpfs":
        return `Temporary folder ${name}: gone when the RUN ended.`;
    }
  },
  diffId: "Diff ID",
  diffIdDetail: "Digest of the uncompressed layer",
  chainId: "Chain ID",
  chainIdDetail: "Digest of the layer with all below it: images with the same one have the same base",
} as const;
