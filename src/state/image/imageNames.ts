import { create } from "zustand";
import { STARTER_IMAGE } from "#contract/starterImage.ts";
import { listImages } from "../../api/client.ts";
import { useBuild } from "../build/build.ts";
import { inOrder } from "../loading/inOrder.ts";

/** Names of images a FROM can use offline. */
export const useImageNames = create<{ readonly names: readonly string[] }>(() => ({ names: [STARTER_IMAGE] }));

/** Call once: loads the list now and after each successful build. */
export function startImageNames(): void {
  void load();
  useBuild.subscribe(({ build }, before) => {
    if (build.phase === "done" && before.build.phase !== "done") void load();
  });
}

const newestList = inOrder<Awaited<ReturnType<typeof listImages>>>();

async function load(): Promise<void> {
  const answer = await newestList(listImages());
  if (!answer?.ok) return;
  const tags = answer.value.images.flatMap((image) => image.tags);
  useImageNames.setState({ names: [...new Set([STARTER_IMAGE, ...tags])] });
}
