import type { OriginReason } from "../../state/imageOrigin.ts";

export const messages = {
  reasons: {
    uploading: "A new build is starting.",
    queued: "A new build is queued.",
    running: "A new build is running.",
    failed: "The last build failed.",
    canceled: "The last build was canceled.",
    refused: "The last build did not start.",
    "other-text": "From another Dockerfile.",
  } satisfies Record<OriginReason, string>,
  platform: "Platform",
  noImage: "No image yet",
  noImageDetail: "The last build failed. The log says why.",
  image: (time: string) => `Image of ${time}.`,
  earlierImage: "An earlier image.",
} as const;
