import { create } from "zustand";
import type { Digest } from "#contract/names/digest.ts";
import { useBuild } from "../build/build.ts";
import { useEarlierBuild } from "../build/earlierBuild.ts";
import { showImage, useImage } from "../image/image.ts";
import { shownPlatforms } from "../image/shownPlatforms.ts";
import { type ResultTab, showResultTab } from "../page/layout.ts";

interface OpenedImage {
  readonly id: Digest;
  /** As the person knows it. */
  readonly name: string;
  /** The image that was shown before. */
  readonly before?: Digest;
}

/** The image that a person opened from the list, whatever build is on the page. */
export const useOpenedImage = create<{ readonly opened?: OpenedImage }>(() => ({}));

/** Call once: a new build, or an earlier one that is opened, ends the look at an image. */
export function startOpenedImage(): void {
  useBuild.subscribe(({ build }, { build: last }) => {
    if (build !== last && (build.phase === "uploading" || build.phase === "queued")) useOpenedImage.setState({}, true);
  });
  useImage.subscribe((image) => {
    const { opened } = useOpenedImage.getState();
    // For another platform, it is still the image with that name.
    const isOpened = [{ id: image.shown }, ...(shownPlatforms(image) ?? [])].some(({ id }) => id === opened?.id);
    if (!isOpened) useOpenedImage.setState({}, true);
  });
}

export function openImage(id: Digest, name: string, tab: ResultTab): void {
  const { shown } = useImage.getState();
  const before = useOpenedImage.getState().opened?.before ?? shown;
  useEarlierBuild.setState({}, true);
  useOpenedImage.setState({ opened: { id, name, ...(before !== undefined && { before }) } });
  showImage(id);
  showResultTab(tab);
}

export function closeOpenedImage(): void {
  const { build } = useBuild.getState();
  const before = build.phase === "done" ? build.image.id : useOpenedImage.getState().opened?.before;
  useOpenedImage.setState({}, true);
  if (before !== undefined) showImage(before);
}
