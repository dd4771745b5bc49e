import { create } from "zustand";
import { listImages } from "../../api/client.ts";
import { useBuild } from "../build/build.ts";

/** The starter image, which every server has. */
const STARTER = "busybox:latest";

/** Names of images a FROM can use offline. */
export const useImageNames = create<{ readonly names: readonly string[] }>(() => ({ names: [STARTER] }));

/** Call once: loads the list now and after each successful build. */
export function startImageNames(): void {
  void load();
  useBuild.subscribe(({ build }, before) => {
    if (build.phase === "done" && before.build.phase !== "done") void load();
  });
}

async function load(): Promise<void> {
  const answer = await listImages();
  if (!answer.ok) return;
  const tags = answer.value.images.flatMap((image) => image.tags);
  useImageNames.setState({ names: [...new Set([STARTER, ...tags])] });
}
