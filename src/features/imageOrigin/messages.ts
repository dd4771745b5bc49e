import type { OriginReason } from "../../state/imageOrigin.ts";

export const messages = {
  reasons: {
    uploading: "A new build is starting.",
    queued: "A new build is queued.",
    running: "A new build is running.",
    failed: "The last build failed.",
    canceled: "The last build was canceled.",
    refused: "The last build did not start.",
    "other-text": "Built from another Dockerfile.",
  } satisfies Record<OriginReason, string>,
  image: (time: string) => `This is the image of ${time}.`,
  earlierImage: "This is an earlier image.",
} as const;
