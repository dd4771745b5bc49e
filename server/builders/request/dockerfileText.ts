import type { BuildRequest } from "#contract/build.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { openFiles, readDockerfile } from "./contextFiles.ts";

interface Stores {
  readonly images: Pick<ImageStore, "blobs">;
  readonly contexts: ContextStore;
}

/** The Dockerfile of a request; undefined if it can't be read, which the build says best. */
export function dockerfileText({ images, contexts }: Stores, request: BuildRequest): string | undefined {
  try {
    const read = readDockerfile(images.blobs, openFiles(contexts, request.context), request);
    return "problem" in read ? undefined : read.text;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
