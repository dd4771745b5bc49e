import type { ImageDockerfile } from "#contract/imageDockerfile.ts";
import { reconstructDockerfile } from "#server/oci/inspect/reconstructDockerfile.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { baseAtHand } from "./baseAtHand.ts";

type Store = Pick<ImageStore, "blobs" | "get" | "list" | "listLayers" | "listPulled" | "require">;

/** The text that an image was built from here, or else what its history tells. Throws a ProblemError: image/not-found. */
export function dockerfileOf(store: Store, workspace: string, ref: string): ImageDockerfile {
  const image = store.require(workspace, ref);
  if (image.source !== undefined) return { text: image.source.dockerfileText, from: "build" };
  return { text: reconstructDockerfile(image.config, baseAtHand(store, image)), from: "history" };
}
