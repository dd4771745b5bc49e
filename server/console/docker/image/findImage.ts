import { imageName } from "#contract/docker/imageName.ts";
import { problemError } from "#contract/problemError.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { CommandContext } from "../../command/commandContext.ts";

/** An image of the workspace. Throws a ProblemError (image/not-found) in the daemon's words. */
export function findImage({ services, owner }: CommandContext, ref: string): StoredImage {
  const found = services.images.get(owner, ref);
  if (found !== undefined) return found;
  throw problemError("image/not-found", `No such image: ${imageName(ref)}`, {
    next: "See the list of images: docker images.",
  });
}
