import { create } from "zustand";
import type { Digest } from "#contract/names/digest.ts";
import type { Share } from "#contract/share.ts";
import type { Files } from "#contract/workspaceFiles.ts";
import { readFromShare, readOwn } from "../../api/sharedAddress.ts";
import { useBuild } from "../build/build.ts";

interface Shared {
  /** The share on the page, until it is forked or left. */
  readonly share?: Share;
  readonly isForking: boolean;
  /** The image that is read from a share, also after a fork: nothing can be done with it but to look. */
  readonly image?: Digest;
}

/** The shared copy that the page shows. */
export const useShared = create<Shared>(() => ({ isForking: false }));

/** Shows that this is a copy; its result, and files that are not text, are read from the share. */
export function enterShare(share: Share, files: Files): void {
  readOwn();
  const { id: build, image } = share.build ?? {};
  const blobs = files.flatMap(({ blob }) => blob ?? []);
  readFromShare(share.id, { blobs, ...(build !== undefined && { build }), ...(image !== undefined && { image }) });
  useShared.setState({ share, isForking: false, ...(image !== undefined && { image }) }, true);
}

/** The files are the reader's own now; the shared result stays until they have one of their own, or leave. */
export function forked(): void {
  const { share, image } = useShared.getState();
  useShared.setState({ isForking: false, ...(image !== undefined && { image }) }, true);
  const stop = useBuild.subscribe(({ build }) => {
    const isOwn = build.phase === "done" && build.run.id !== share?.build?.id;
    if (!isOwn && build.phase !== "idle") return;
    stop();
    leaveShare();
  });
}

export function leaveShare(): void {
  readOwn();
  useShared.setState({ isForking: false }, true);
}
