import { create } from "zustand";
import type { Share, SharedBuild } from "#contract/share.ts";
import type { Files } from "#contract/workspaceFiles.ts";
import { readFromShare, readOwn } from "../../api/sharedAddress.ts";
import { useBuild } from "../build/build.ts";

interface Shared {
  /** The share on the page, until it is forked or left. */
  readonly share?: Share;
  readonly isForking: boolean;
  /** The build that is read from a share, and its image, also after a fork: nothing can be done with them but to look. */
  readonly result?: SharedBuild;
}

/** The shared copy that the page shows. */
export const useShared = create<Shared>(() => ({ isForking: false }));

/** Shows that this is a copy; its result, and files that are not text, are read from the share. */
export function enterShare(share: Share, files: Files): void {
  readOwn();
  const { build: result } = share;
  const blobs = files.flatMap(({ blob }) => blob ?? []);
  readFromShare(share.id, { blobs, ...(result && { build: result.id, ...(result.image && { image: result.image }) }) });
  useShared.setState({ share, isForking: false, ...(result && { result }) }, true);
}

/** Shows the result of a share beside the reader's own files, which are a fork of it. */
export function enterResult(share: string, result: SharedBuild): void {
  readFromShare(share, { build: result.id, ...(result.image && { image: result.image }) });
  useShared.setState({ isForking: false, result }, true);
  forked();
}

/** Whether a build or an image with this ID is read from a share. */
export function isOfShare({ result }: Shared, id: string | undefined): boolean {
  return id !== undefined && (result?.id === id || result?.image === id);
}

/** The files are the reader's own now; the shared result stays until they have one of their own, or leave. */
export function forked(): void {
  const { result } = useShared.getState();
  useShared.setState({ isForking: false, ...(result && { result }) }, true);
  const stop = useBuild.subscribe(({ build }) => {
    const isOwn = build.phase === "done" && build.run.id !== result?.id;
    if (!isOwn && build.phase !== "idle") return;
    stop();
    leaveShare();
  });
}

export function leaveShare(): void {
  readOwn();
  useShared.setState({ isForking: false }, true);
}
