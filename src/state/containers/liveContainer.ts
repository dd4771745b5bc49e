import { create } from "zustand";
import type { Container } from "#contract/container.ts";
import type { Digest } from "#contract/names/digest.ts";
import { useImage } from "../image/image.ts";
import { openImage } from "../images/openedImage.ts";
import { showResultTab } from "../page/layout.ts";
import { selectLink, showLayerFiles } from "../selection/selection.ts";
import { isRunning, useContainers } from "./containers.ts";

/** The container whose writable layer a person wants to see on the stack. */
const useChosenContainer = create<{ readonly id?: string }>(() => ({}));

/** The container whose writable layer is on the stack of an image: the chosen one, or the newest that runs, or the newest. */
export function liveContainer(
  containers: readonly Container[],
  image: Digest | undefined,
  chosen: string | undefined,
): Container | undefined {
  const ofImage = containers.filter((container) => container.image.id === image);
  return ofImage.find(({ id }) => id === chosen) ?? ofImage.find(isRunning) ?? ofImage[0];
}

/** The same, when the page does not render. */
export function liveContainerNow(): Container | undefined {
  const { containers } = useContainers.getState();
  return liveContainer(containers, useImage.getState().shown, useChosenContainer.getState().id);
}

/** The container whose writable layer is on the stack shown. */
export function useLiveContainer(): Container | undefined {
  const image = useImage(({ shown }) => shown);
  const chosen = useChosenContainer(({ id }) => id);
  return useContainers(({ containers }) => liveContainer(containers, image, chosen));
}

/** The key of its row of the stack. */
export const writableRowKey = (id: string): string => `container:${id}`;

/** Shows a container's writable layer on top of its image, and its files. */
export function showWritableLayer({ id, image }: Container): void {
  useChosenContainer.setState({ id });
  if (useImage.getState().shown === image.id) showResultTab("layers");
  else openImage(image.id, image.ref, "layers");
  selectLink(undefined, writableRowKey(id));
  showLayerFiles("open");
}
