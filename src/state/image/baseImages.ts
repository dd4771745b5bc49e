import { create } from "zustand";
import { type BaseImage, MAX_BASES } from "#contract/base.ts";
import type { UnavailableImage } from "#dockerfile/checks/unavailableImages.ts";
import { getBases, listBaseTags } from "../../api/client.ts";
import { useBuild } from "../build/build.ts";
import { subscribeFromStart } from "../loading/subscribeFromStart.ts";

interface BaseImages {
  /** What is known about images, by their names in the Dockerfile. */
  readonly images: Readonly<Record<string, BaseImage>>;
  /** Tags of repositories, by the typed names. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  /** What a build would have to pull and perhaps can't, by its name in the Dockerfile. */
  readonly unavailable: Readonly<Record<string, UnavailableImage>>;
}

/** A reference is shorter, and one that is not must not spoil the question. */
const MAX_NAME = 400;
const MAX_REPOSITORIES = 200;
/** A name that stands for so long is no longer being typed, in milliseconds: a registry is asked about it. */
const SETTLED_MS = 1200;
/** Tags among which the nearest to a mistyped one is looked for. */
const MAX_OFFERED = 200;
/** Somebody is waiting for the completion list. */
const TAGS_WITHIN_MS = 1500;

/** What the server knows about images a FROM names or could name. */
export const useBaseImages = create<BaseImages>(() => ({ images: {}, tags: {}, unavailable: {} }));

const asked = new Set<string>();
const askedTags = new Map<string, Promise<void>>();

/** Call once: a build may pull new images or replace known ones. */
export function startBaseImages(): void {
  subscribeFromStart(useBuild, ({ build }, before) => {
    if (build.phase !== "done" || before.build.phase === "done") return;
    const names = [...asked];
    asked.clear();
    wantBaseImages(names, platformAsked);
  });
}

let platformAsked = "";
/** The names that the Dockerfile has now. */
let wanted: readonly string[] = [];

/** Asks about unknown images. Another platform means other images. */
export function wantBaseImages(names: readonly string[], platform: string): void {
  if (platform !== platformAsked) {
    asked.clear();
    useBaseImages.setState({ images: {}, unavailable: {} });
    platformAsked = platform;
  }
  wanted = names;
  // A Dockerfile has a few.
  const fresh = new Set(
    names.filter((name) => !asked.has(name) && name.length <= MAX_NAME).slice(0, MAX_BASES - asked.size),
  );
  for (const name of fresh) asked.add(name);
  if (fresh.size > 0) void ask(fresh, platform);
}

/** Unknown names are simply not in the answer: a browser's console would report each as an error. */
async function ask(names: ReadonlySet<string>, platform: string): Promise<void> {
  const answer = await getBases([...names], platform);
  if (platform !== platformAsked) return;
  const others = Object.entries(useBaseImages.getState().images).filter(([name]) => !names.has(name));
  const found = answer.ok ? answer.value.images : {};
  useBaseImages.setState({ images: { ...Object.fromEntries(others), ...found } });
  if (!answer.ok) return;
  for (const name of names) void explainAbsence(name, Object.hasOwn(found, name));
}

async function explainAbsence(name: string, isKnown: boolean): Promise<void> {
  noteUnavailable(name, isKnown ? undefined : await whyNot(name));
}

/** The server keeps lists of tags for a while: this costs it little. Undefined if a build may find the image. */
async function whyNot(name: string): Promise<UnavailableImage | undefined> {
  // A digest names no tag.
  if (name.includes("@")) return undefined;
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  if (!wanted.includes(name)) {
    asked.delete(name);
    return undefined;
  }
  const answer = await listBaseTags(name);
  if (!answer.ok) return undefined;
  const { source, hasTag, tags } = answer.value;
  const few = tags.slice(0, MAX_OFFERED);
  if (source === "at-hand") return { why: "no-answer", tags: few };
  return hasTag === false ? { why: "no-such-tag", tags: few } : undefined;
}

function noteUnavailable(name: string, image: UnavailableImage | undefined): void {
  const { unavailable } = useBaseImages.getState();
  if (image === undefined && !Object.hasOwn(unavailable, name)) return;
  const { [name]: _, ...others } = unavailable;
  useBaseImages.setState({ unavailable: image === undefined ? others : { ...others, [name]: image } });
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
