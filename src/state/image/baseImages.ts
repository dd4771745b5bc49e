import { create } from "zustand";
import { type BaseImage, MAX_BASES } from "#contract/base.ts";
import { getBases, listBaseTags } from "../../api/client.ts";
import { useBuild } from "../build/build.ts";

interface BaseImages {
  /** What is known about images, by their names in the Dockerfile. */
  readonly images: Readonly<Record<string, BaseImage>>;
  /** Tags of repositories, by the typed names. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** A reference is shorter, and one that is not must not spoil the question. */
const MAX_NAME = 400;
const MAX_REPOSITORIES = 200;
/** Somebody is waiting for the completion list. */
const TAGS_WITHIN_MS = 1500;

/** What the server knows about images a FROM names or could name. */
export const useBaseImages = create<BaseImages>(() => ({ images: {}, tags: {} }));

const asked = new Set<string>();
const askedTags = new Map<string, Promise<void>>();

/** Call once: a build may pull new images or replace known ones. */
export function startBaseImages(): void {
  useBuild.subscribe(({ build }, before) => {
    if (build.phase !== "done" || before.build.phase === "done") return;
    const names = [...asked];
    asked.clear();
    wantBaseImages(names, platformAsked);
  });
}

let platformAsked = "";

/** Asks about unknown images. Another platform means other images. */
export function wantBaseImages(names: readonly string[], platform: string): void {
  if (platform !== platformAsked) {
    asked.clear();
    useBaseImages.setState({ images: {} });
    platformAsked = platform;
  }
  // A Dockerfile has a few.
  const wanted = new Set(
    names.filter((name) => !asked.has(name) && name.length <= MAX_NAME).slice(0, MAX_BASES - asked.size),
  );
  for (const name of wanted) asked.add(name);
  if (wanted.size > 0) void ask(wanted, platform);
}

/** Unknown names are simply not in the answer: a browser's console would report each as an error. */
async function ask(names: ReadonlySet<string>, platform: string): Promise<void> {
  const answer = await getBases([...names], platform);
  if (platform !== platformAsked) return;
  const others = Object.entries(useBaseImages.getState().images).filter(([name]) => !names.has(name));
  useBaseImages.setState({ images: { ...Object.fromEntries(others), ...(answer.ok && answer.value.images) } });
}

/** Resolves when the tags of a repository are loaded, or after a moment without them. */
export async function loadTags(repository: string): Promise<void> {
  if (!askedTags.has(repository) && askedTags.size < MAX_REPOSITORIES) askedTags.set(repository, askTags(repository));
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, TAGS_WITHIN_MS);
  await Promise.race([askedTags.get(repository), promise]);
  clearTimeout(timer);
}

async function askTags(repository: string): Promise<void> {
  const answer = await listBaseTags(repository);
  if (!answer.ok) {
    askedTags.delete(repository);
    return;
  }
  const { tags } = answer.value;
  useBaseImages.setState((state) => ({ tags: { ...state.tags, [repository]: tags } }));
}
