import { useBuild } from "../build/build.ts";
import { subscribeFromStart } from "../loading/subscribeFromStart.ts";
import { reloadStack, showImage, useImage } from "./image.ts";

/** Shows the image of each build that succeeds. A build that fails leaves the last good image where it is. */
export function showImagesOfBuilds(): () => void {
  return subscribeFromStart(useBuild, ({ build }, { build: before }) => {
    if (build.phase !== "done" || before.phase === "done") return;
    const { id } = build.image;
    const known = useImage.getState().facts[id]?.stack;
    if (useImage.getState().shown !== id) showImage(id);
    if (known?.phase === "ready" && known.value.source?.build !== build.run.id) void reloadStack(id);
  });
}
