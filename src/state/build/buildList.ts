import { create } from "zustand";
import type { BuildMarks, BuildSource, BuildSummary } from "#contract/build.ts";
import type { ImageSummary } from "#contract/image.ts";
import type { Problem } from "#contract/problem.ts";
import { getBuild, listBuilds, listImages, markBuild, pruneImages, removeImage, tagImage } from "../../api/client.ts";
import type { Result } from "../../api/result.ts";
import { inOrder } from "../loading/inOrder.ts";
import { useBuild } from "./build.ts";
import { hasEnded } from "./buildState.ts";

interface BuildListStore {
  /** Newest first. */
  readonly builds: readonly BuildSummary[];
  /** True if the server has older ones. */
  readonly more: boolean;
  /** The images that the server still has, by ID. */
  readonly images: Readonly<Record<string, ImageSummary>>;
  /** Why the last thing asked for did not happen. */
  readonly problem?: Problem;
}

/** As many as the sparkline shows. */
const PAGE = 50;

/** The last builds of the workspace, and the images that are left of them. */
export const useBuildList = create<BuildListStore>(() => ({ builds: [], more: false, images: {} }));

/** Call once: loads the list now and after each build. */
export function startBuildList(): void {
  void loadBuildList();
  useBuild.subscribe(({ build }, { build: before }) => {
    if (hasEnded(build, before)) void loadBuildList();
  });
}

const askLists = () => Promise.all([listBuilds(PAGE), listImages()]);
const newestLists = inOrder<Awaited<ReturnType<typeof askLists>>>();

export async function loadBuildList(): Promise<void> {
  const lists = await newestLists(askLists());
  if (!lists) return;
  const [builds, images] = lists;
  if (!builds.ok) return showProblem(builds.problem);
  if (!images.ok) return showProblem(images.problem);
  const byId = Object.fromEntries(images.value.images.map((image) => [image.id, image]));
  useBuildList.setState({ ...builds.value, images: byId }, true);
}

export async function loadOlderBuilds(): Promise<void> {
  const last = useBuildList.getState().builds.at(-1);
  if (!last) return;
  const older = await listBuilds(PAGE, last.id);
  if (!older.ok) return showProblem(older.problem);
  // The list may have been loaded again meanwhile.
  if (useBuildList.getState().builds.at(-1) !== last) return;
  useBuildList.setState((state) => ({ builds: [...state.builds, ...older.value.builds], more: older.value.more }));
}

/** What a build was made from; undefined if that is not known. */
export async function loadBuildSource(id: string): Promise<BuildSource | undefined> {
  const answer = await getBuild(id);
  return answer.ok ? answer.value.source : undefined;
}

/** Gives an image one more name; it is taken from the image that has it. True if that worked. */
export const addTag = (image: string, tag: string): Promise<boolean> => reloadAfter(tagImage(image, tag));

/** Names a build (`null` takes the name away), or pins it. True if that worked. */
export const setMarks = (build: string, marks: BuildMarks): Promise<boolean> => reloadAfter(markBuild(build, marks));

/** Removes an image with all its names. */
export const deleteImage = (image: string): Promise<boolean> => reloadAfter(removeImage(image));

/** Removes the images without a name, but not the newest. */
export const deleteUntagged = (): Promise<boolean> => reloadAfter(pruneImages());

async function reloadAfter(call: Promise<Result<unknown>>): Promise<boolean> {
  const answer = await call;
  await loadBuildList();
  if (!answer.ok) showProblem(answer.problem);
  return answer.ok;
}

function showProblem(problem: Problem): void {
  useBuildList.setState({ problem });
}
