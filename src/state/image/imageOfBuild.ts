import { useBuild } from "../build/build.ts";
import { showImage, useImage } from "./image.ts";

/** Shows the image of each build that succeeds. A build that fails leaves the last good image where it is. */
export function showImagesOfBuilds(): () => void {
  return useBuild.subscribe(({ build }) => {
    if (build.phase === "done" && useImage.getState().shown !== build.image.id) showImage(build.image.id);
  });
}
