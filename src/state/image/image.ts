import { create } from "zustand";
import type { History, Inspect, LayerFiles, Stack, Waste } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { archiveAddress, getHistory, getInspect, getLayerFiles, getStack, getWaste } from "../../api/client.ts";
import type { Result } from "../../api/result.ts";
import { createAskAgain } from "../loading/askAgain.ts";
import { type Loadable, loadableOf } from "../loading/loadable.ts";

/** What is known about one image. Images never change, so nothing is ever loaded twice. */
export interface ImageFacts {
  readonly stack?: Loadable<Stack>;
  readonly history?: Loadable<History>;
  readonly inspect?: Loadable<Inspect>;
  readonly waste?: Loadable<Waste>;
  readonly layerFiles: Readonly<Record<number, Loadable<LayerFiles>>>;
}

interface ImageStore {
  /** ID of the current image. */
  readonly shown?: Digest;
  /** By image ID; only the last few are kept. */
  readonly facts: Readonly<Record<string, ImageFacts>>;
}

/** Number of images kept in memory. */
const KEPT = 4;
const NO_FACTS: ImageFacts = { layerFiles: {} };

export const useImage = create<ImageStore>(() => ({ facts: {} }));

/** The facts of the current image; undefined before the first build. */
export function shownFacts({ shown, facts }: ImageStore): ImageFacts | undefined {
  return shown === undefined ? undefined : (facts[shown] ?? NO_FACTS);
}

export function shownStack(store: ImageStore): Stack | undefined {
  const stack = shownFacts(store)?.stack;
  return stack?.phase === "ready" ? stack.value : undefined;
}

/** Shows an image and loads its stack, which every pane needs. */
export function showImage(id: Digest): void {
  useImage.setState(({ facts }) => ({ shown: id, facts: keepNewest(facts, id) }));
  void loadStack(id);
}

/** Shows an image whose stack is here already. */
export function showStack(stack: Stack): void {
  const id = stack.image;
  useImage.setState(({ facts }) => ({ shown: id, facts: keepNewest(facts, id) }));
  change(id, (known) => ({ ...known, stack: { phase: "ready", value: stack } }));
}

/** The same image was built again, maybe from another text. The stack on the screen stays until the new one is here. */
export async function reloadStack(id: Digest): Promise<void> {
  const answer = await getStack(id);
  if (answer.ok) change(id, (facts) => ({ ...facts, stack: { phase: "ready", value: answer.value } }));
}

/** URL of an archive of the image, for `docker load`. */
export const archiveOf = (id: Digest) => archiveAddress(id);

export const loadStack = (id: Digest) => load(id, "stack", () => getStack(id));
export const loadHistory = (id: Digest) => load(id, "history", () => getHistory(id));
export const loadInspect = (id: Digest) => load(id, "inspect", () => getInspect(id));
export const loadWaste = (id: Digest) => load(id, "waste", () => getWaste(id));

export function loadLayerFiles(id: Digest, layer: number): Promise<void> {
  return fetchOnce(id, `files ${layer}`, {
    known: () => factsOf(id).layerFiles[layer],
    get: () => getLayerFiles(id, layer),
    put: (loaded) => change(id, (facts) => ({ ...facts, layerFiles: { ...facts.layerFiles, [layer]: loaded } })),
  });
}

type Single = "stack" | "history" | "inspect" | "waste";
type FactOf<Key extends Single> = Extract<ImageFacts[Key], { phase: "ready" }> extends { value: infer T } ? T : never;

function load<Key extends Single>(id: Digest, key: Key, get: () => Promise<Result<FactOf<Key>>>): Promise<void> {
  return fetchOnce(id, key, {
    known: () => factsOf(id)[key],
    get,
    put: (loaded) => change(id, (facts) => ({ ...facts, [key]: loaded })),
  });
}

interface Fact<T> {
  readonly known: () => Loadable<unknown> | undefined;
  readonly get: () => Promise<Result<T>>;
  readonly put: (loaded: Loadable<T>) => void;
}

const again = createAskAgain();

/** A problem stays on the screen until there is an answer, and the server is asked again if it did not respond. */
async function fetchOnce<T>(id: Digest, key: string, fact: Fact<T>): Promise<void> {
  const known = fact.known();
  if (known && known.phase !== "failed") return;
  if (!known) fact.put({ phase: "loading" });
  const answer = await fact.get();
  // Another question was answered meanwhile.
  if (!answer.ok && fact.known()?.phase === "ready") return;
  fact.put(loadableOf(answer));
  const what = `${id} ${key}`;
  if (answer.ok || answer.problem.code !== "server/unreachable") return again.answered(what);
  again.failed(what, () => {
    if (Object.hasOwn(useImage.getState().facts, id)) void fetchOnce(id, key, fact);
  });
}

function factsOf(id: Digest): ImageFacts {
  return useImage.getState().facts[id] ?? NO_FACTS;
}

function change(id: Digest, update: (facts: ImageFacts) => ImageFacts): void {
  useImage.setState(({ facts }) => ({ facts: { ...facts, [id]: update(facts[id] ?? NO_FACTS) } }));
}

function keepNewest(facts: ImageStore["facts"], id: Digest): ImageStore["facts"] {
  const others = Object.entries(facts).filter(([other]) => other !== id);
  return Object.fromEntries([...others.slice(-(KEPT - 1)), [id, facts[id] ?? NO_FACTS]]);
}
